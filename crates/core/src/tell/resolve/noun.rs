//! Whom a noun phrase means: whose voice an utterance is, whose somebody is, somebody known or somebody new.

use super::entity::Entity;
use super::knowledge::{HUMAN, TELLING, bit};
use super::name::NameKind;
use super::phrase::{Intro, Owner, Phrase, Pronoun, Sex};
use super::refer::{BEARERS, LOOK_BACK, Place, Resolver};
use super::words::{forms, mark};
use crate::model::{Number, TellerKind};
use crate::read::lexicon::class;
use std::ops::Range;

impl Resolver<'_> {
    /// Whom a phrase means; somebody new where nobody known fits.
    pub(crate) fn refer(&mut self, phrase: &Phrase, place: &Place) -> usize {
        // Owners and publishers are phrases within phrases: real ones nest twice or so.
        if self.depth > 4 {
            return self.create(phrase, None);
        }
        self.depth += 1;
        let entity = self.refer_once(phrase, place);
        self.depth -= 1;
        entity
    }

    pub(super) fn refer_once(&mut self, phrase: &Phrase, place: &Place) -> usize {
        if phrase.pronoun == Some(Pronoun::They)
            && let Some(entity) = self.counted(phrase, place)
        {
            return entity;
        }
        if let Some(pronoun) = phrase.pronoun {
            return self.pronoun(pronoun, phrase, place).unwrap_or_else(|| {
                let entity = self.create(phrase, None);
                // "One, who was there": of the group told of last.
                self.entities[entity].heads.clone_from(&phrase.heads);
                entity
            });
        }
        if phrase.utterance
            && let Some(entity) = self.publisher(phrase, place)
        {
            if let Some((lemma, _)) =
                phrase.heads.first().filter(|_| phrase.owner.is_some() || phrase.by.is_some())
            {
                self.voices.insert(*lemma, entity);
            }
            return entity;
        }
        let public = phrase.record && phrase.intro == Intro::Definite && phrase.owner.is_none();
        if public
            && phrase.heads.first().is_some_and(|h| self.utterances.contains_key(&h.0))
            && let Some(entity) = self.introduced(phrase, place)
        {
            return entity;
        }
        let known = phrase.heads.first().and_then(|h| self.voices.get(&h.0).copied());
        let plain = phrase.intro == Intro::Definite && phrase.name.is_none() && phrase.owner.is_none();
        if let Some(entity) =
            known.filter(|_| plain && phrase.kind == TellerKind::Publication && !phrase.record)
        {
            // "the website" after "the council's website"
            return entity;
        }
        if phrase.name.is_some() {
            return match self.by_name(phrase, Some(place), true) {
                Some(entity) => entity,
                None => self.create(phrase, None),
            };
        }
        let part = phrase.part_of.clone().filter(|r| r.len() == 1 && self.words.all[r.start].is(bit::PRON));
        if let Some(part) = part {
            return self.part(phrase, part, place);
        }
        if let Some(entity) = self.counted(phrase, place).or_else(|| self.own_kin(phrase, place)) {
            return entity;
        }
        let owner = self.owner(phrase, place);
        if phrase.intro == Intro::Bare
            && phrase.number == Number::Several
            && let Some(entity) = self.same_bare(phrase)
        {
            return entity;
        }
        let free = matches!(phrase.intro, Intro::Definite | Intro::Owned);
        let ranked = phrase.rank.is_some() && phrase.intro == Intro::Definite;
        if free || ranked || !phrase.is_new() {
            let found = if let (Intro::Owned, Some(Owner::Pronoun(pronoun, at))) =
                (phrase.intro, &phrase.owner)
                && phrase.kind != TellerKind::Person
                && !phrase.record
            {
                // "her group": the one that she is of, or the one told of.
                let holder = self.possessor(*pronoun, *at, place);
                let tied = holder.and_then(|h| self.entities[h].owner).filter(|o| {
                    let heads = &self.entities[*o].heads;
                    heads
                        .iter()
                        .any(|h| phrase.heads.iter().any(|p| p.0 == h.0 || self.knowledge.alike(p.0, h.0)))
                });
                tied.or_else(|| self.described(phrase, place))
            } else if phrase.intro == Intro::Owned {
                self.owned(phrase, owner).or_else(|| self.reciprocal(phrase, owner))
            } else {
                self.described(phrase, place)
            };
            if let Some(entity) = found.or_else(|| self.varied(phrase, place)) {
                return entity;
            }
        }
        self.create(phrase, owner)
    }

    /// "The third said", "another said": one of the group told of last, whose noun is the phrase's as well. `false`
    /// where the phrase is no such one or no group was told of.
    pub(super) fn fill(&self, phrase: &mut Phrase, place: &Place) -> bool {
        let Some(rank) = phrase.bare_rank(self.words) else { return false };
        let group = self.seen.iter().rev().take(LOOK_BACK).find(|s| {
            let known = &self.entities[s.entity];
            s.span.start() < place.at
                && known.number == Number::Several
                && known.kind == TellerKind::Person
                && known.has_head(HUMAN)
                && (s.source || known.count.is_some())
        });
        let Some(group) = group else { return false };
        phrase.heads =
            self.entities[group.entity].heads.iter().copied().filter(|h| h.1 & HUMAN != 0).collect();
        phrase.kind = TellerKind::Person;
        phrase.number = Number::One;
        if phrase.pronoun.is_none() {
            phrase.rank = Some(rank);
        }
        if self.words.is_one_of(phrase.core.end - 1, &const { forms(["other", "another"]) }) {
            // Of each group there is another "other".
            phrase.intro = Intro::New;
        }
        true
    }

    /// "All three", "both", "the two": the several last named.
    fn counted(&self, phrase: &Phrase, place: &Place) -> Option<usize> {
        let words = self.words;
        let opens = words.is_one_of(phrase.range.start, &const { forms(["all", "both", "the", "neither"]) });
        let whole = words.is_one_of(phrase.range.start, &const { forms(["all", "both", "neither"]) });
        let counts = |i: usize| words.all[i].is(bit::NUM | bit::DET) && !words.all[i].is(TELLING);
        let bare = (1 + usize::from(!whole)..=2).contains(&phrase.range.len())
            && phrase.range.clone().all(counts)
            && (whole || words.all[phrase.range.end - 1].is(bit::NUM));
        if !opens || !bare {
            return None;
        }
        let near = self.seen.iter().rev().take(LOOK_BACK).filter(|s| s.span.start() < place.at);
        near.filter(|s| {
            let known = &self.entities[s.entity];
            known.number == Number::Several && known.kind == TellerKind::Person
        })
        .max_by_key(|s| (s.source, s.block == place.block, s.span.start()))
        .map(|s| s.entity)
    }

    /// “Mother said …”, within somebody's words: the speaker's mother.
    fn own_kin(&self, phrase: &Phrase, place: &Place) -> Option<usize> {
        let (lemma, bits) = *phrase.heads.first()?;
        let bare = phrase.range.len() == 1 && bits & bit::KIN != 0 && phrase.number != Number::Several;
        let speaker = place.inside.filter(|_| bare).and_then(|a| self.own[a])?;
        self.by_head
            .get(&lemma)?
            .iter()
            .rev()
            .take(BEARERS)
            .copied()
            .find(|e| self.entities[*e].owner == Some(speaker))
    }

    /// "Her daughter called. The daughter said …, according to her mother": whose daughter she is.
    fn reciprocal(&self, phrase: &Phrase, owner: Option<usize>) -> Option<usize> {
        let (lemma, bits) = *phrase.heads.first()?;
        let holder = self.entities[owner?].owner.filter(|_| bits & bit::KIN != 0)?;
        let known = &self.entities[holder];
        let same = known.heads.iter().any(|h| h.0 == lemma) && known.number == phrase.number;
        (same && phrase.sex.fits(known.sex)).then_some(holder)
    }

    /// "Kim Ode doubts it. “…,” the ecologist said": a noun for the person just named, of whom none was used yet.
    fn varied(&self, phrase: &Phrase, place: &Place) -> Option<usize> {
        let (_, bits) = *phrase.heads.first()?;
        let plain = phrase.intro == Intro::Definite
            && phrase.before.is_empty()
            && phrase.after.is_empty()
            && phrase.rank.is_none()
            && phrase.number == Number::One;
        let noun =
            bits & class::PERSON != 0 && bits & (class::TITLE | class::SOURCE | bit::KIN | bit::GENERIC) == 0;
        place.own.filter(|_| plain && noun && place.inside.is_none())?;
        let last = self.seen.iter().rev().take(LOOK_BACK).find(|s| {
            s.span.start() < place.at
                && s.block == place.block
                && place.sentence <= s.sentence + 1
                && s.content.is_none()
                && (s.subject || s.source)
        })?;
        let known = &self.entities[last.entity];
        let named = known.kind == TellerKind::Person && known.is_named() && known.number != Number::Several;
        let loose = |l: u32| self.knowledge.asked.loose.contains(&l);
        let open = known.heads.iter().all(|h| h.1 & (HUMAN | class::TITLE) == 0 || loose(h.0));
        (named && open && phrase.sex.fits(known.sex)).then_some(last.entity)
    }

    /// Somebody new.
    pub(crate) fn create(&mut self, phrase: &Phrase, owner: Option<usize>) -> usize {
        let index = self.entities.len();
        let mut entity =
            Entity { kind: phrase.kind, number: phrase.number, sex: phrase.sex, owner, ..Entity::default() };
        if phrase.utterance || phrase.pronoun.is_some() {
            entity.kind = if phrase.utterance { TellerKind::Publication } else { phrase.kind };
        }
        if phrase.utterance {
            entity.learn(phrase, self.words, true, false);
        }
        self.entities.push(entity);
        index
    }

    /// "sources" and "sources": the same words without an article are the same group.
    pub(super) fn same_bare(&self, phrase: &Phrase) -> Option<usize> {
        let (lemma, _) = *phrase.heads.first()?;
        self.by_head.get(&lemma)?.iter().rev().take(BEARERS).copied().find(|e| {
            let entity = &self.entities[*e];
            entity.bare
                && entity.teller
                && entity.number == Number::Several
                && entity.before == phrase.before
                && phrase.after.iter().all(|l| entity.about.contains(l))
        })
    }

    /// Whose voice an utterance is.
    pub(super) fn publisher(&mut self, phrase: &Phrase, place: &Place) -> Option<usize> {
        let owner = match &phrase.owner {
            Some(Owner::Words(range)) => Some(range.clone()),
            _ => None,
        };
        if let Some(range) = phrase.by.clone().or(owner) {
            let mut inner = Phrase::read(self.words, range.clone(), false);
            let guessed = inner.guessed;
            if guessed {
                // Reports come from bodies, unless a given name shows otherwise.
                (inner.guessed, inner.kind, inner.name_kind) =
                    (false, TellerKind::Organisation, NameKind::Body);
            }
            if inner.pronoun.is_none()
                && (inner.name.is_some() || inner.heads.iter().any(|h| h.1 & TELLING != 0))
            {
                let entity = self.refer(&inner, place);
                if guessed && self.entities[entity].guessed {
                    let known = &mut self.entities[entity];
                    (known.guessed, known.kind, known.name_kind) = (false, inner.kind, inner.name_kind);
                }
                if !inner.utterance {
                    self.entities[entity].learn(&inner, self.words, true, false);
                    self.note_heads(entity);
                }
                return Some(entity);
            }
        }
        if let Some(Owner::Pronoun(pronoun, at)) = phrase.owner {
            return self.possessor(pronoun, at, place);
        }
        // "a Foreign Ministry statement"
        let head = phrase.head?;
        let modifier = (phrase.core.start..head).rev().find(|i| {
            let word = self.words.all[*i];
            word.is(class::BODY | class::MEDIUM) && !word.is(class::UTTERANCE)
                || word.is_name_like() && !word.has(mark::FIRST)
        });
        if let Some(modifier) = modifier {
            let start = phrase.core.start
                + usize::from(self.words.is_one_of(phrase.core.start, &const { forms(["a", "an"]) }));
            let mut inner = Phrase::read(self.words, start..modifier + 1, false);
            if inner.intro == Intro::Bare && inner.name.is_none() {
                inner.intro = Intro::Definite;
            }
            if inner.name.is_some() || inner.heads.iter().any(|h| h.1 & (class::BODY | class::MEDIUM) != 0) {
                let entity = self.refer(&inner, place);
                self.entities[entity].learn(&inner, self.words, true, false);
                return Some(entity);
            }
        }
        (phrase.intro == Intro::Definite)
            .then(|| self.introduced(phrase, place).or_else(|| self.last_publisher(place)))
            .flatten()
    }

    /// "Clinic Link finds in a report …": whoever was named with the utterance when it was new.
    fn introduced(&self, phrase: &Phrase, place: &Place) -> Option<usize> {
        let (lemma, _) = *phrase.heads.first()?;
        let &(sentence, at) = self.utterances.get(&lemma)?;
        let from = self.seen.partition_point(|s| s.sentence < sentence);
        let near = self.seen[from..].iter().take(LOOK_BACK).take_while(|s| s.sentence == sentence);
        near.filter(|s| s.span.start() < place.at)
            .filter(|s| {
                let entity = &self.entities[s.entity];
                // The report itself is nobody's voice but its publisher's.
                let itself = !entity.is_named() && entity.has_head(class::UTTERANCE);
                !entity.record
                    && !itself
                    && matches!(entity.kind, TellerKind::Organisation | TellerKind::Publication)
                    || s.source && entity.kind == TellerKind::Person && entity.is_named()
            })
            .min_by_key(|s| (!s.source, s.content.is_some(), s.span.start().abs_diff(at)))
            .map(|s| s.entity)
    }

    /// The body or medium that told something last.
    pub(super) fn last_publisher(&self, place: &Place) -> Option<usize> {
        self.seen.iter().rev().take(LOOK_BACK).filter(|s| s.span.start() < place.at).map(|s| s.entity).find(
            |e| {
                let entity = &self.entities[*e];
                entity.teller
                    && !entity.record
                    && matches!(entity.kind, TellerKind::Organisation | TellerKind::Publication)
            },
        )
    }

    /// Whose somebody is, if the phrase says.
    pub(super) fn owner(&mut self, phrase: &Phrase, place: &Place) -> Option<usize> {
        if phrase.kind != TellerKind::Person {
            return None;
        }
        match phrase.owner.clone()? {
            Owner::Pronoun(pronoun, at) => self.possessor(pronoun, at, place),
            Owner::Modifier(range) => {
                let mut inner = Phrase::read(self.words, range, false);
                if inner.name.is_some() {
                    let entity = self.by_name(&inner, Some(place), true)?;
                    self.entities[entity].learn(&inner, self.words, false, false);
                    return Some(entity);
                }
                // "a ministry spokeswoman": of the ministry, if there was one.
                inner.intro = Intro::Definite;
                self.described(&inner, place)
            }
            Owner::Words(range) if range.is_empty() || range == phrase.range => None,
            Owner::Words(range) => {
                let inner = Phrase::read(self.words, range, false);
                let tells = inner.name.is_some() || inner.heads.iter().any(|h| h.1 & TELLING != 0);
                let adjective = inner.kind == TellerKind::Unknown && inner.name.is_none();
                if !tells || adjective {
                    return None;
                }
                let entity = self.refer(&inner, place);
                self.entities[entity].learn(&inner, self.words, false, false);
                self.note_heads(entity);
                Some(entity)
            }
        }
    }

    /// Whom a possessive pronoun means.
    pub(super) fn possessor(&mut self, pronoun: Pronoun, at: usize, place: &Place) -> Option<usize> {
        let mut phrase = Phrase { range: at..at + 1, core: at..at + 1, ..Phrase::default() };
        phrase.sex = match pronoun {
            Pronoun::She => Sex::Female,
            Pronoun::He => Sex::Male,
            _ => Sex::Unknown,
        };
        self.pronoun(pronoun, &phrase, place)
    }

    /// Somebody's somebody, mentioned before.
    pub(super) fn owned(&self, phrase: &Phrase, owner: Option<usize>) -> Option<usize> {
        let (lemma, _) = *phrase.heads.first()?;
        // "her cousin, a driver … her cousin": nobody is her own cousin.
        let holds = |owner: usize| {
            let near = self.seen.iter().rev().take(BEARERS);
            near.filter(|s| self.entities[s.entity].held)
                .any(|s| self.entities[s.entity].owner == Some(owner))
        };
        if let Some(owner) = owner
            && (self.entities[owner].held || phrase.after.is_empty() && holds(owner))
            && self.entities[owner].heads.iter().any(|h| h.0 == lemma)
        {
            return Some(owner);
        }
        let list = self.by_head.get(&lemma)?;
        list.iter().rev().take(BEARERS).copied().find(|e| {
            let entity = &self.entities[*e];
            let same_words = phrase.after.is_empty() || phrase.after.iter().any(|l| entity.about.contains(l));
            owner.is_some() && entity.owner == owner && entity.number == phrase.number && same_words
        })
    }

    /// "one of them": a member of the group last named.
    pub(super) fn part(&mut self, phrase: &Phrase, part: Range<usize>, place: &Place) -> usize {
        let inner = Phrase::read(self.words, part, false);
        // "The office told lawmakers that …, one of them said": the group may be named in what its member tells.
        let outside = Place { own: None, ..*place };
        let group = inner.pronoun.and_then(|p| self.pronoun(p, &inner, &outside));
        let entity = self.create(phrase, None);
        if let Some(group) = group {
            let (kind, record) = (self.entities[group].kind, self.entities[group].record);
            let heads = self.entities[group].heads.clone();
            let fresh = &mut self.entities[entity];
            (fresh.kind, fresh.record, fresh.heads) = (kind, record, heads);
        }
        entity
    }
}
