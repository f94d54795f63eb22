//! Whom a noun phrase means: a name, a description of somebody known, or somebody new.

use super::Links;
use super::entity::Entity;
use super::knowledge::{HUMAN, TELLING, Tellers, bit};
use super::name::NameKind;
use super::phrase::{Intro, Owner, Phrase, Pronoun, Sex};
use super::scan::scan;
use super::words::{Words, mark};
use crate::hash::Map;
use crate::model::{Number, Span, TellerKind};
use crate::read::lexicon::class;
use crate::tell::attribution::Attribution;
use std::ops::Range;

/// A mention already resolved.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Seen {
    /// Who.
    pub(crate) entity: usize,
    /// Where (bytes).
    pub(crate) span: Span,
    /// Where its core ends, before commas and relative clauses.
    pub(crate) core_end: usize,
    /// In which sentence.
    pub(crate) sentence: u32,
    /// In which block.
    pub(crate) block: u32,
    /// It is the source of an attribution.
    pub(crate) source: bool,
    /// It stands within quotation marks.
    pub(crate) quoted: bool,
    /// Its sentence begins with it.
    pub(crate) subject: bool,
    /// The innermost attribution whose content holds it.
    pub(crate) content: Option<usize>,
}

/// Where a phrase stands.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place {
    /// First byte.
    pub(crate) at: usize,
    /// Sentence.
    pub(crate) sentence: u32,
    /// Block.
    pub(crate) block: u32,
    /// Within quotation marks.
    pub(crate) quoted: bool,
    /// The attribution whose source it is.
    pub(crate) own: Option<usize>,
    /// The attribution whose content holds it.
    pub(crate) inside: Option<usize>,
}

/// How many mentions back a description or pronoun may look.
pub(crate) const LOOK_BACK: usize = 120;
/// How many bearers of one word are tried.
const BEARERS: usize = 12;

/// Resolves one document.
pub(crate) struct Resolver<'a> {
    pub(crate) words: &'a Words<'a>,
    pub(crate) knowledge: &'a Tellers,
    pub(crate) attributions: &'a [Attribution],
    pub(crate) links: &'a Links,
    /// First word after the headline.
    headline: usize,
    pub(crate) entities: Vec<Entity>,
    pub(crate) seen: Vec<Seen>,
    by_head: Map<u32, Vec<usize>>,
    by_token: Map<u32, Vec<usize>>,
    by_initials: Map<Box<str>, usize>,
    /// Resolved sources by first and last byte.
    spans: Map<(usize, usize), usize>,
    /// Own teller of each attribution.
    pub(crate) own: Vec<Option<usize>>,
    done: Vec<bool>,
    depth: u32,
}

impl<'a> Resolver<'a> {
    /// A resolver with nothing resolved. `headline_end` in bytes.
    pub(crate) fn new(
        words: &'a Words<'a>,
        knowledge: &'a Tellers,
        attributions: &'a [Attribution],
        links: &'a Links,
        headline_end: usize,
    ) -> Self {
        Resolver {
            words,
            knowledge,
            attributions,
            links,
            headline: words.all.partition_point(|w| (w.end as usize) <= headline_end),
            entities: Vec::new(),
            seen: Vec::new(),
            by_head: Map::default(),
            by_token: Map::default(),
            by_initials: Map::default(),
            spans: Map::default(),
            own: vec![None; attributions.len()],
            done: vec![false; attributions.len()],
            depth: 0,
        }
    }

    /// The entities, and each attribution's own teller.
    pub(crate) fn finish(self) -> (Vec<Entity>, Vec<Option<usize>>) {
        (self.entities, self.own)
    }

    /// Resolves every source.
    pub(crate) fn run(&mut self, outlet: Option<&str>) {
        let mut sources: Vec<(Range<usize>, usize)> = Vec::new();
        for (index, attribution) in self.attributions.iter().enumerate() {
            match attribution.source {
                Some(span) => sources.push((self.words.within(span), index)),
                None => self.done[index] = true,
            }
        }
        sources.sort_by_key(|(range, index)| (range.start, std::cmp::Reverse(range.end), *index));
        let ranges: Vec<Range<usize>> =
            sources.iter().map(|s| s.0.clone()).filter(|r| !r.is_empty()).collect();
        let found = scan(self.words, &ranges, self.headline);
        self.names_first(&found, outlet);
        let contents = self.contents();
        let mut open: Vec<usize> = Vec::new();
        let mut next_content = 0;
        let headline = self.headline;
        let mut next_source = sources.iter().filter(|s| !s.0.is_empty() && s.0.start >= headline);
        for item in &found {
            let start = self.words.all[item.phrase.range.start].start as usize;
            while let Some((span, index)) = contents.get(next_content).filter(|c| c.0.start() <= start) {
                let _ = span;
                open.push(*index);
                next_content += 1;
            }
            while open.last().is_some_and(|index| !self.holds(*index, start)) {
                open.pop();
            }
            if item.phrase.range.start < self.headline {
                continue;
            }
            if item.source {
                if let Some((_, index)) = next_source.next() {
                    self.source(*index);
                }
            } else {
                self.passing(&item.phrase, open.last().copied());
            }
        }
        // Headlines after the body, and whatever had no words.
        for (_, index) in &sources {
            self.source(*index);
        }
    }

    /// Content pieces by first byte, the longest first.
    fn contents(&self) -> Vec<(Span, usize)> {
        let mut contents: Vec<(Span, usize)> = Vec::new();
        for (index, attribution) in self.attributions.iter().enumerate() {
            contents.extend(attribution.content.iter().map(|span| (*span, index)));
        }
        contents.sort_by_key(|(span, index)| (span.start(), std::cmp::Reverse(span.end()), *index));
        contents
    }

    /// Whether an attribution's content holds a byte.
    pub(crate) fn holds(&self, index: usize, byte: usize) -> bool {
        self.attributions[index].content.iter().take(16).any(|s| s.start() <= byte && byte < s.end())
    }

    /// Makes an entity of each full name in the text, so that a short name finds it wherever it stands.
    fn names_first(&mut self, found: &[super::scan::Found], outlet: Option<&str>) {
        for item in found {
            let long = item.phrase.name.as_ref().is_some_and(|n| n.len() > 1);
            if long && item.phrase.range.start >= self.headline && item.phrase.name_kind != NameKind::Several
            {
                let entity = self.by_name(&item.phrase, None, true);
                if let Some(entity) = entity {
                    self.entities[entity].learn(&item.phrase, self.words, item.source, false);
                    self.note_heads(entity);
                }
            }
        }
        if let Some(outlet) = outlet {
            let tokens: Vec<String> = outlet.split_whitespace().map(str::to_lowercase).collect();
            let mark = |entity: &Entity, words: &Words| {
                entity.name(words.text).to_lowercase().trim_start_matches("the ")
                    == tokens.join(" ").trim_start_matches("the ")
            };
            let words = self.words;
            if let Some(entity) = self.entities.iter_mut().find(|e| mark(e, words)) {
                entity.outlet = true;
            }
        }
    }

    /// Resolves an attribution's source, its container's before it.
    pub(crate) fn source(&mut self, index: usize) {
        if self.done[index] {
            return;
        }
        self.done[index] = true;
        if let Some(parent) = self.links.parent[index] {
            self.source(parent);
        }
        let Some(span) = self.attributions[index].source else { return };
        let key = (span.start(), span.end());
        let known = self.spans.get(&key).copied();
        let entity = match known {
            Some(entity) => Some(entity),
            None => self.new_source(index, span),
        };
        if let Some(entity) = entity {
            self.spans.insert(key, entity);
            self.entities[entity].teller = true;
            self.own[index] = Some(entity);
        }
    }

    fn new_source(&mut self, index: usize, span: Span) -> Option<usize> {
        let range = self.words.within(span);
        let headline = !range.is_empty() && range.start < self.headline;
        let mut phrase = Phrase::read(self.words, range.clone(), headline);
        if phrase.pronoun.is_none() && phrase.sex == Sex::Unknown {
            phrase.sex = self.sex_from_content(index);
        }
        let place = self.place(&range, span, Some(index), self.links.parent[index]);
        if phrase.pronoun == Some(Pronoun::Speaker) && place.inside.is_none() {
            // The page's own "I" or "we": the writer, who is no teller.
            return None;
        }
        let entity = if headline { self.in_headline(&phrase, index) } else { None };
        let entity = entity.unwrap_or_else(|| self.refer(&phrase, &place));
        if phrase.by.is_none() && !phrase.utterance {
            self.entities[entity].learn(&phrase, self.words, true, headline);
        }
        self.remember(entity, &phrase, span, &place, true);
        Some(entity)
    }

    /// "X said she …": a hint at X's sex.
    fn sex_from_content(&self, index: usize) -> Sex {
        let attribution = &self.attributions[index];
        let after =
            attribution.source.zip(attribution.content.first()).filter(|(s, c)| s.start() < c.start());
        let Some((_, content)) = after else { return Sex::Unknown };
        let range = self.words.within(*content);
        match self.words.all.get(range.start).filter(|w| !range.is_empty() && !w.has(mark::QUOTED)) {
            Some(_) if self.words.is_one_of(range.start, &["she"]) => Sex::Female,
            Some(_) if self.words.is_one_of(range.start, &["he"]) => Sex::Male,
            _ => Sex::Unknown,
        }
    }

    fn place(&self, range: &Range<usize>, span: Span, own: Option<usize>, inside: Option<usize>) -> Place {
        let last = self.words.all.len().checked_sub(1);
        let word = last.map(|last| self.words.all[range.start.min(last)]);
        Place {
            at: span.start(),
            sentence: word.map_or(0, |w| w.sentence),
            block: word.map_or(0, |w| w.block),
            quoted: word.is_some_and(|w| w.has(mark::QUOTED)),
            own,
            inside,
        }
    }

    /// A mention that is no source.
    fn passing(&mut self, phrase: &Phrase, content: Option<usize>) {
        let words = self.words;
        let span = words.span(&phrase.range);
        let lone = phrase.range.len() == 1 && words.all[phrase.range.start].has(mark::FIRST);
        let place = self.place(&phrase.range, span, None, content);
        let entity = if phrase.name.is_some() && phrase.range.len() == 1 {
            match self.by_name(phrase, Some(&place), !lone) {
                Some(entity) => entity,
                None => return,
            }
        } else {
            self.refer(phrase, &place)
        };
        if !phrase.utterance {
            self.entities[entity].learn(phrase, words, false, false);
        }
        self.remember(entity, phrase, span, &place, false);
    }

    fn remember(&mut self, entity: usize, phrase: &Phrase, span: Span, place: &Place, source: bool) {
        let range = &phrase.range;
        let core_end = self.words.span(&phrase.core).end();
        let first = (range.start.saturating_sub(2)..=range.start)
            .filter_map(|i| self.words.all.get(i))
            .any(|w| w.has(mark::FIRST) && w.sentence == place.sentence);
        self.seen.push(Seen {
            entity,
            span,
            core_end: core_end.min(span.end()),
            sentence: place.sentence,
            block: place.block,
            source,
            quoted: place.quoted,
            subject: first,
            content: place.inside,
        });
        self.entities[entity].mentions.push(span);
        self.note_heads(entity);
    }

    fn note_heads(&mut self, entity: usize) {
        for (lemma, _) in &self.entities[entity].heads {
            let list = self.by_head.entry(*lemma).or_default();
            if list.iter().rev().take(BEARERS).all(|e| *e != entity) {
                list.push(entity);
            }
        }
    }

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

    fn refer_once(&mut self, phrase: &Phrase, place: &Place) -> usize {
        if let Some(pronoun) = phrase.pronoun {
            return self.pronoun(pronoun, phrase, place).unwrap_or_else(|| self.create(phrase, None));
        }
        if phrase.utterance
            && let Some(entity) = self.publisher(phrase, place)
        {
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
            let found = if phrase.intro == Intro::Owned {
                self.owned(phrase, owner)
            } else {
                self.described(phrase, place)
            };
            if let Some(entity) = found {
                return entity;
            }
        }
        self.create(phrase, owner)
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
    fn same_bare(&self, phrase: &Phrase) -> Option<usize> {
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
    fn publisher(&mut self, phrase: &Phrase, place: &Place) -> Option<usize> {
        let owner = match &phrase.owner {
            Some(Owner::Words(range)) => Some(range.clone()),
            _ => None,
        };
        if let Some(range) = phrase.by.clone().or(owner) {
            let inner = Phrase::read(self.words, range.clone(), false);
            if inner.pronoun.is_none()
                && (inner.name.is_some() || inner.heads.iter().any(|h| h.1 & TELLING != 0))
            {
                let entity = self.refer(&inner, place);
                self.entities[entity].learn(&inner, self.words, true, false);
                self.note_heads(entity);
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
            let start =
                phrase.core.start + usize::from(self.words.is_one_of(phrase.core.start, &["a", "an"]));
            let inner = Phrase::read(self.words, start..modifier + 1, false);
            if inner.name.is_some() || inner.heads.iter().any(|h| h.1 & (class::BODY | class::MEDIUM) != 0) {
                let entity = self.refer(&inner, place);
                self.entities[entity].learn(&inner, self.words, true, false);
                return Some(entity);
            }
        }
        (phrase.intro == Intro::Definite).then(|| self.last_publisher(place)).flatten()
    }

    /// The body or medium that told something last.
    fn last_publisher(&self, place: &Place) -> Option<usize> {
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
    fn owner(&mut self, phrase: &Phrase, place: &Place) -> Option<usize> {
        if phrase.kind != TellerKind::Person {
            return None;
        }
        match phrase.owner.clone()? {
            Owner::Pronoun(pronoun, at) => self.possessor(pronoun, at, place),
            Owner::Modifier(range) => {
                let mut inner = Phrase::read(self.words, range, false);
                if inner.name.is_some() {
                    return self.by_name(&inner, Some(place), true);
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
    fn possessor(&mut self, pronoun: Pronoun, at: usize, place: &Place) -> Option<usize> {
        let mut phrase = Phrase { range: at..at + 1, core: at..at + 1, ..Phrase::default() };
        phrase.sex = match pronoun {
            Pronoun::She => Sex::Female,
            Pronoun::He => Sex::Male,
            _ => Sex::Unknown,
        };
        self.pronoun(pronoun, &phrase, place)
    }

    /// Somebody's somebody, mentioned before.
    fn owned(&self, phrase: &Phrase, owner: Option<usize>) -> Option<usize> {
        let (lemma, _) = *phrase.heads.first()?;
        let list = self.by_head.get(&lemma)?;
        list.iter().rev().take(BEARERS).copied().find(|e| {
            let entity = &self.entities[*e];
            let same_words = phrase.after.is_empty() || phrase.after.iter().any(|l| entity.about.contains(l));
            owner.is_some() && entity.owner == owner && entity.number == phrase.number && same_words
        })
    }

    /// "one of them": a member of the group last named.
    fn part(&mut self, phrase: &Phrase, part: Range<usize>, place: &Place) -> usize {
        let inner = Phrase::read(self.words, part, false);
        let group = inner.pronoun.and_then(|p| self.pronoun(p, &inner, place));
        let entity = self.create(phrase, None);
        if let Some(group) = group {
            let (kind, record) = (self.entities[group].kind, self.entities[group].record);
            let heads = self.entities[group].heads.clone();
            let fresh = &mut self.entities[entity];
            (fresh.kind, fresh.record, fresh.heads) = (kind, record, heads);
        }
        entity
    }

    /// Finds or makes the bearer of a name. `None` only where `make` is not set and nobody known bears it.
    fn by_name(&mut self, phrase: &Phrase, place: Option<&Place>, make: bool) -> Option<usize> {
        let name = phrase.name.clone()?;
        let tokens: Vec<u32> = name
            .clone()
            .filter(|i| !self.words.is_one_of(*i, &["the"]))
            .map(|i| self.words.all[i].form)
            .take(12)
            .collect();
        let (first, last) = (*tokens.first()?, *tokens.last()?);
        let owner_token = match &phrase.owner {
            Some(Owner::Words(range)) if range.end == name.start => {
                range.clone().next_back().map(|i| self.words.all[i].form)
            }
            _ => None,
        };
        let mut best: Option<(i64, usize)> = None;
        for key in [last, first] {
            let Some(list) = self.by_token.get(&key) else { continue };
            for &entity in list.iter().rev().take(BEARERS) {
                if let Some(score) = self.name_score(entity, &tokens, phrase, owner_token, place)
                    && best.is_none_or(|b| (score, std::cmp::Reverse(entity)) > (b.0, std::cmp::Reverse(b.1)))
                {
                    best = Some((score, entity));
                }
            }
        }
        let found =
            best.map(|b| b.1).or_else(|| self.by_initials(&name)).or_else(|| self.apposed(phrase, place));
        if found.is_none() && !make {
            return None;
        }
        let entity = match found {
            Some(entity) => entity,
            None => {
                let owner = place.and_then(|place| self.owner(phrase, place));
                self.create(phrase, owner)
            }
        };
        if let Some(place) = place
            && self.entities[entity].owner.is_none()
            && found.is_some()
            && phrase.owner.is_some()
        {
            let owner = self.owner(phrase, place).filter(|o| *o != entity);
            self.entities[entity].owner = owner;
        }
        if phrase.name_kind != NameKind::Several {
            self.take_tokens(entity, &name, tokens, owner_token);
        }
        Some(entity)
    }

    /// How well an entity's name and a phrase's agree; `None` where they do not.
    fn name_score(
        &self,
        entity: usize,
        tokens: &[u32],
        phrase: &Phrase,
        owner_token: Option<u32>,
        place: Option<&Place>,
    ) -> Option<i64> {
        let known = &self.entities[entity];
        let person = |k: NameKind| k == NameKind::Person;
        let body = |k: NameKind| matches!(k, NameKind::Body | NameKind::Medium);
        if person(known.name_kind) && body(phrase.name_kind)
            || body(known.name_kind) && person(phrase.name_kind)
        {
            // A guess from the shape alone gives way to the same full name.
            if known.tokens != tokens {
                return None;
            }
        }
        let (short, long) = if tokens.len() <= known.tokens.len() {
            (tokens, &known.tokens[..])
        } else {
            (&known.tokens[..], tokens)
        };
        let mut rest = long.iter();
        if short.is_empty() || !short.iter().all(|t| rest.any(|l| l == t)) {
            return None;
        }
        // "Halt" is not "Port Halt Workers": one word of a body's name serves if it is the first or the last.
        if body(known.name_kind)
            && short.len() < long.len()
            && short.last() != long.last()
            && short.first() != long.first()
        {
            return None;
        }
        // "Free Port" is not "Free Port Radio Workers": a body's short name keeps its last word or its article.
        if body(phrase.name_kind)
            && short.len() < long.len()
            && short.last() != long.last()
            && phrase.intro != Intro::Definite
        {
            return None;
        }
        if !phrase.sex.fits(known.sex) && person(phrase.name_kind) {
            return None;
        }
        if let Some(token) = owner_token
            && known.about.first().is_some()
            && known.owner_token.is_some_and(|t| t != token)
        {
            return None;
        }
        let mut score = if short.len() == long.len() { 1000 } else { 0 };
        score += if short.last() == long.last() {
            200
        } else if short.first() == long.first() {
            100
        } else {
            0
        };
        let before = place.is_none_or(|p| known.mentions.iter().rev().take(4).any(|m| m.start() < p.at));
        score += if before { 50 } else { 0 };
        score += if known.teller { 20 } else { 0 };
        Some(score)
    }

    /// "RFA" for Radio Free Asia.
    fn by_initials(&self, name: &Range<usize>) -> Option<usize> {
        let only = name.clone().next().filter(|_| name.len() == 1)?;
        if !self.words.all[only].has(mark::CAPITALS) {
            return None;
        }
        self.by_initials.get(self.words.letters(only).replace('.', "").as_str()).copied()
    }

    /// "The teacher, Jana Roth": the teacher told of before gets her name.
    fn apposed(&self, phrase: &Phrase, place: Option<&Place>) -> Option<usize> {
        let place = place?;
        let human = phrase.name_kind == NameKind::Person && phrase.intro == Intro::Definite;
        let entity = human.then(|| self.described(phrase, place)).flatten()?;
        (!self.entities[entity].is_named()).then_some(entity)
    }

    fn take_tokens(
        &mut self,
        entity: usize,
        name: &Range<usize>,
        tokens: Vec<u32>,
        owner_token: Option<u32>,
    ) {
        let known = &mut self.entities[entity];
        known.owner_token = known.owner_token.or(owner_token);
        if tokens.len() <= known.tokens.len() {
            return;
        }
        for token in tokens.iter().filter(|t| !known.tokens.contains(t)) {
            self.by_token.entry(*token).or_default().push(entity);
        }
        known.tokens = tokens;
        if name.len() > 1 {
            for with_small in [false, true] {
                let initials: String = name
                    .clone()
                    .filter(|i| with_small || self.words.all[*i].has(mark::CAPITAL))
                    .filter_map(|i| self.words.letters(i).chars().next())
                    .flat_map(char::to_uppercase)
                    .collect();
                self.by_initials.entry(initials.into()).or_insert(entity);
            }
        }
    }

    /// Whom "the trader", "the woman", "the group" means.
    fn described(&self, phrase: &Phrase, place: &Place) -> Option<usize> {
        let (lemma, bits) = *phrase.heads.first()?;
        let mut best: Option<(i64, usize)> = None;
        let mut consider = |entity: usize, distance: i64, subject: i64| {
            if let Some(score) = self.description_score(entity, phrase, lemma, bits, distance, place) {
                let score = score + subject;
                if best.is_none_or(|b| score > b.0) {
                    best = Some((score, entity));
                }
            }
        };
        for seen in self.seen.iter().rev().take(LOOK_BACK).filter(|s| s.span.start() < place.at) {
            let distance = i64::from(place.sentence.saturating_sub(seen.sentence));
            let weight =
                8 * i64::from(seen.source) + 2 * i64::from(seen.subject) - 4 * i64::from(seen.quoted);
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

    fn description_score(
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
        if !phrase.sex.fits(known.sex) && phrase.kind == TellerKind::Person {
            return None;
        }
        if phrase.rank.is_some() && known.rank != phrase.rank {
            return None;
        }
        let same = known.heads.iter().any(|h| h.0 == lemma);
        let alike = !same && known.heads.iter().any(|h| self.knowledge.alike(h.0, lemma));
        let generic = !same && !alike && self.generic(known, bits, lemma);
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
            let other_body =
                bodies && !phrase.before.is_empty() && (!known.before.is_empty() || known.is_named());
            let other_post = !phrase.after.is_empty() && phrase.name.is_none() && !self.loose_after(phrase);
            if other_body
                || other_post
                    && (!same || !known.about.is_empty() && known.before != phrase.before || known.is_named())
            {
                return None;
            }
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
        let page = if known.outlet { 60 } else { 0 };
        let tied =
            place.inside.and_then(|a| self.own[a]).is_some_and(|t| self.entities[t].owner == Some(entity));
        Some(level + 40 * overlap.min(3) + if tied { 150 } else { 0 } - 3 * distance - page)
    }

    /// Whether what follows the head only adds a clause or an apposition ("the trader, a woman in her fifties").
    fn loose_after(&self, phrase: &Phrase) -> bool {
        let next = phrase.core.end;
        next < phrase.range.end
            && (self.words.all[next].has(mark::BREAK) || self.words.is_one_of(next, &["who", "which"]))
    }

    /// Whether a word for many kinds may stand for an entity: "the woman", "the source", "the group".
    fn generic(&self, known: &Entity, bits: u32, lemma: u32) -> bool {
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
        let groups = self.knowledge.find("group").lemma;
        bits & class::BODY != 0
            && body
            && (lemma == groups || self.knowledge.alike(lemma, groups))
            && !known.has_head(class::BODY)
            || bits & class::BODY != 0 && medium && self.knowledge.alike(lemma, self.news())
            || bits & class::MEDIUM != 0
                && body
                && self.knowledge.alike(lemma, self.news())
                && known.has_head(class::BODY | class::MEDIUM)
            || lemma == self.knowledge.find("agency").lemma && (body || medium)
    }

    fn news(&self) -> u32 {
        self.knowledge.find("news-agency").lemma
    }

    /// Whom a headline's short word means among those whom the body names.
    fn in_headline(&mut self, phrase: &Phrase, index: usize) -> Option<usize> {
        let _ = index;
        if phrase.name.is_some() {
            return self.by_name(phrase, None, true);
        }
        let (lemma, bits) = *phrase.heads.first()?;
        let head = phrase.head?;
        let stem: String = self.words.letters(head).chars().take(6).flat_map(char::to_lowercase).collect();
        let mut best: Option<(i64, usize)> = None;
        for seen in self.seen.iter().filter(|s| s.source).take(LOOK_BACK) {
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
            if phrase.record != known.record && score < 4 {
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
