//! Definite descriptions ("the trader", "the woman", "the group") and headline words: whom of those known they mean.

use super::entity::Entity;
use super::knowledge::{HUMAN, bit};
use super::phrase::{Phrase, Sex};
use super::refer::{BEARERS, LOOK_BACK, Place, Resolver};
use super::words::{forms, mark};
use crate::model::{Number, TellerKind};
use crate::read::lexicon::class;

impl Resolver<'_> {
    /// Whom "the trader", "the woman", "the group" means.
    pub(super) fn described(&self, phrase: &Phrase, place: &Place) -> Option<usize> {
        let (lemma, bits) = *phrase.heads.first()?;
        let mut best: Option<(i64, usize)> = None;
        // "The paediatrician said … “…,” said the doctor": who spoke last in this paragraph is spoken of in other words.
        let last = self
            .seen
            .iter()
            .rev()
            .take(LOOK_BACK)
            .find(|s| s.span.start() < place.at && s.source && s.content.is_none());
        let last = last.filter(|s| place.own.is_some() && place.inside.is_none() && s.block == place.block);
        let spoke = |entity: usize| {
            let plain = phrase.before.is_empty() && phrase.after.is_empty() && phrase.rank.is_none();
            let person = self.entities[entity].kind == TellerKind::Person;
            i64::from(plain && person && bits & bit::GENERIC == 0 && last.is_some_and(|s| s.entity == entity))
                * 110
        };
        let mut consider = |entity: usize, distance: i64, subject: i64| {
            if let Some(score) = self.description_score(entity, phrase, lemma, bits, distance, place) {
                let score = score + subject + if score > 100 { spoke(entity) } else { 0 };
                if best.is_none_or(|b| score > b.0) {
                    best = Some((score, entity));
                }
            }
        };
        for seen in self.seen.iter().rev().take(LOOK_BACK).filter(|s| s.span.start() < place.at) {
            let distance = i64::from(place.sentence.saturating_sub(seen.sentence));
            // Bodies stay the topic when others speak for them: there the nearest counts, teller or not.
            let told = if bits & HUMAN == 0 { 2 } else { 8 };
            let subject = 2 * i64::from(seen.subject && bits & HUMAN != 0);
            let weight = told * i64::from(seen.source) + subject - 4 * i64::from(seen.quoted);
            consider(seen.entity, distance.min(25), weight);
        }
        if let Some(list) = self.by_head.get(&lemma) {
            for &entity in list.iter().rev().take(BEARERS) {
                if self.entities[entity].mentions.iter().any(|m| m.start() < place.at) {
                    consider(entity, 30, 0);
                }
            }
        }
        best.map(|b| b.1)
    }

    pub(super) fn description_score(
        &self,
        entity: usize,
        phrase: &Phrase,
        lemma: u32,
        bits: u32,
        distance: i64,
        place: &Place,
    ) -> Option<i64> {
        let known = &self.entities[entity];
        if known.number != Number::Unknown
            && phrase.number != Number::Unknown
            && known.number != phrase.number
        {
            return None;
        }
        if !self.counts_agree(phrase, known) {
            return None;
        }
        // "Pell said the man had gone": of himself he would say "he".
        let teller = place
            .inside
            .and_then(|a| self.own[a].or_else(|| self.links.follows[a].and_then(|f| self.own[f])));
        if teller == Some(entity) && phrase.kind == TellerKind::Person {
            return None;
        }
        if !phrase.sex.fits(known.sex) && phrase.kind == TellerKind::Person {
            return None;
        }
        let first = phrase.rank == Some(self.knowledge.asked.first);
        if phrase.rank.is_some() && known.rank != phrase.rank {
            // "the second" after "a … another …", "the first" after "a …".
            let another = known.rank == Some(self.knowledge.asked.another);
            if !(another && !first || first && known.rank.is_none()) {
                return None;
            }
        }
        let same = known.heads.iter().any(|h| h.0 == lemma);
        // "the president" is not the governor: a title stands for itself alone.
        let alike =
            !same && bits & class::TITLE == 0 && known.heads.iter().any(|h| self.knowledge.alike(h.0, lemma));
        let alike = alike || !same && self.is_priest(known, lemma);
        let holds = self.holding(known, distance);
        let guess = holds && bits & class::BODY != 0 && bits & HUMAN == 0
            || known.guessed
                && known.teller
                && bits & (class::BODY | class::MEDIUM) != 0
                && bits & HUMAN == 0;
        let generic = !same && !alike && (guess || self.generic(known, bits, lemma));
        if !(same || alike || generic) || phrase.record != known.record && !same {
            return None;
        }
        let overlap = phrase
            .before
            .iter()
            .chain(&phrase.after)
            .filter(|l| known.about.contains(l) || known.heads.iter().any(|h| h.0 == **l))
            .count() as i64;
        let bodies = bits & (class::BODY | class::MEDIUM) != 0 && bits & HUMAN == 0;
        // "the city council" is not "the district council"; "the mayor of Ebb" is not "the mayor of Lund".
        if overlap == 0 {
            let other_body = !generic
                && bodies
                && !phrase.before.is_empty()
                && (!known.before.is_empty() || known.is_named());
            let other_post = !phrase.after.is_empty() && phrase.name.is_none() && !self.loose_after(phrase);
            if other_body
                || other_post
                    && (!same || !known.about.is_empty() && known.before != phrase.before || known.is_named())
            {
                return None;
            }
        }
        // "The ticket seller" is not the stallholder, "the seller" may be.
        if alike && overlap == 0 && bits & HUMAN != 0 && !phrase.before.is_empty() {
            return None;
        }
        let level = if same {
            300
        } else if alike {
            200
        } else {
            100
        };
        let limit = if same { 1000 } else { 20 };
        if distance > limit {
            return None;
        }
        // "the man" is rather somebody whose name is not given.
        let named = if generic && bits & HUMAN != 0 && known.is_named() { 25 } else { 0 };
        let page = if known.outlet { 60 } else { named };
        let tied =
            place.inside.and_then(|a| self.own[a]).is_some_and(|t| self.entities[t].owner == Some(entity));
        let distance = if first { -distance } else { distance };
        Some(level + 40 * overlap.min(3) + if tied { 150 } else { 0 } - 3 * distance - page)
    }

    /// "Both men" are no three men, and "villagers" of unknown number are more than both.
    fn counts_agree(&self, phrase: &Phrase, known: &Entity) -> bool {
        match (phrase.count, known.count) {
            (Some(a), Some(b)) => a == b,
            (Some(2), None) => self.paired(known),
            _ => true,
        }
    }

    /// "Father Anselm … the priest": the title shows the trade, where it is nobody's father.
    fn is_priest(&self, known: &Entity, lemma: u32) -> bool {
        let asked = &self.knowledge.asked;
        let titled =
            known.is_named() && known.owner.is_none() && known.heads.iter().any(|h| h.0 == asked.father);
        titled && (lemma == asked.priest || self.knowledge.alike(lemma, asked.priest))
    }

    /// Whether a group of unknown number may be two: "a couple", "his parents".
    fn paired(&self, known: &Entity) -> bool {
        let pairs = ["couple", "pair", "twin", "parent"];
        pairs.iter().any(|p| known.heads.iter().any(|h| h.0 == self.knowledge.find(p).lemma))
    }

    /// Whether somebody named as an owner may be a firm: the name alone does not show it, and it was named just before.
    fn holding(&self, known: &Entity, distance: i64) -> bool {
        // "The mine's owner, Karsk Metals, said …": owners are persons or not.
        let holding = const {
            forms([
                "owner",
                "operator",
                "maker",
                "builder",
                "employer",
                "contractor",
                "supplier",
                "developer",
                "manufacturer",
                "publisher",
                "buyer",
                "landlord",
                "lender",
            ])
        };
        known.is_named()
            && known.name_kind == super::name::NameKind::Person
            && known.sex == Sex::Unknown
            && distance <= 3
            && known.mentions.first().is_some_and(|m| {
                let range = self.words.within(*m);
                range.start < range.end && range.clone().any(|i| self.words.is_one_of(i, &holding))
            })
    }

    /// Whether what follows the head only adds a clause or an apposition ("the trader, a woman in her fifties").
    pub(super) fn loose_after(&self, phrase: &Phrase) -> bool {
        let next = phrase.core.end;
        next < phrase.range.end
            && (self.words.all[next].has(mark::BREAK)
                || self.words.is_one_of(next, &const { forms(["who", "which"]) }))
    }

    /// Whether a word for many kinds may stand for an entity: "the woman", "the source", "the group".
    pub(super) fn generic(&self, known: &Entity, bits: u32, lemma: u32) -> bool {
        let person = known.kind == TellerKind::Person;
        if bits & bit::GENERIC != 0 && bits & HUMAN != 0 {
            let sex = Sex::of(bits);
            let source = bits & class::SOURCE != 0;
            // A named person is called "the woman" now and then, but never "the source".
            return person
                && (sex == Sex::Unknown || known.sex == sex || !known.is_named())
                && !(source && known.is_named());
        }
        let body = matches!(known.kind, TellerKind::Organisation) && known.is_named();
        let medium = known.kind == TellerKind::Publication && !known.record && known.is_named();
        if bits & class::MEDIUM != 0 && medium {
            // A named medium that no noun describes may be a paper or a site.
            return !known.has_head(class::MEDIUM) || self.knowledge.alike(lemma, self.news());
        }
        let groups = self.knowledge.asked.group;
        // "Lind Shipping … the company"
        let firm = known.tokens.last().is_some_and(|t| super::name::FIRMS.contains(t));
        let company = self.knowledge.asked.company;
        if firm
            && (lemma == company || self.knowledge.alike(lemma, company))
            && body
            && bits & class::BODY != 0
            && bits & class::MEDIUM == 0
            && !known.has_head(class::BODY)
        {
            return true;
        }
        bits & class::BODY != 0
            && body
            && (lemma == groups || self.knowledge.alike(lemma, groups))
            && !known.has_head(class::BODY)
            || bits & class::BODY != 0 && medium && self.knowledge.alike(lemma, self.news())
            || bits & class::MEDIUM != 0
                && body
                && self.knowledge.alike(lemma, self.news())
                && known.has_head(class::BODY | class::MEDIUM)
            || lemma == self.knowledge.asked.agency && (body || medium)
    }

    pub(super) fn news(&self) -> u32 {
        self.knowledge.asked.news
    }

    /// Whom a headline's short word means among those whom the body names.
    pub(super) fn in_headline(&mut self, phrase: &Phrase, index: usize) -> Option<usize> {
        let _ = index;
        if let Some(name) = &phrase.name {
            // "State TV" may be what the body calls State Channel Two: a name of nothing but nouns.
            let nouns = name.clone().all(|i| self.words.all[i].is(class::MEDIUM | class::BODY));
            let found = self.by_name(phrase, None, !nouns || phrase.heads.is_empty());
            if found.is_some() {
                return found;
            }
        }
        let (lemma, bits) = *phrase.heads.first()?;
        let head = phrase.head?;
        let stem: String = self.words.letters(head).chars().take(6).flat_map(char::to_lowercase).collect();
        let mut best: Option<(i64, usize)> = None;
        // Sources first; of others only those whom the same noun or one like it names.
        let sources = self.seen.iter().filter(|s| s.source).take(LOOK_BACK);
        for seen in sources.chain(self.seen.iter().filter(|s| !s.source).take(LOOK_BACK)) {
            let known = &self.entities[seen.entity];
            if known.number != phrase.number && bits & HUMAN != 0 && known.number != Number::Unknown {
                continue;
            }
            let name = known.name(self.words.text).to_lowercase();
            let heads = known.heads.iter();
            let score = if heads.clone().any(|h| h.0 == lemma) {
                4
            } else if heads.clone().any(|h| self.knowledge.alike(h.0, lemma))
                || stem.len() > 4 && name.contains(&stem)
            {
                3
            } else if bits & class::UTTERANCE != 0
                && !known.record
                && matches!(known.kind, TellerKind::Organisation | TellerKind::Publication)
            {
                2
            } else if self.generic(known, bits, lemma)
                || known.kind == phrase.kind
                    && !known.record
                    && bits & (class::BODY | class::MEDIUM | bit::GENERIC) != 0
            {
                1
            } else {
                continue;
            };
            if phrase.record != known.record && score < 4
                || !seen.source && (score < 3 || best.is_some_and(|b| b.0 >= 20))
            {
                continue;
            }
            let score = score * 10 + phrase.before.iter().filter(|l| known.about.contains(l)).count() as i64;
            if best.is_none_or(|b| score > b.0) {
                best = Some((score, seen.entity));
            }
        }
        best.map(|b| b.1)
    }
}
