//! Bearers of names: full names, short names, initials.

use super::name::NameKind;
use super::phrase::{Intro, Owner, Phrase};
use super::refer::{BEARERS, Place, Resolver};
use super::words::{forms, mark};
use crate::model::Number;
use crate::read::lexicon::class;
use std::ops::Range;

impl Resolver<'_> {
    /// Finds or makes the bearer of a name. `None` only where `make` is not set and nobody known bears it.
    pub(super) fn by_name(&mut self, phrase: &Phrase, place: Option<&Place>, make: bool) -> Option<usize> {
        let name = phrase.name.clone()?;
        let tokens: Vec<u32> = name
            .clone()
            .filter(|i| !self.words.is_one_of(*i, &const { forms(["the"]) }))
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
        let found = best.map(|b| b.1).or_else(|| self.by_initials(&name));
        let fresh = found.is_none_or(|e| self.entities[e].mentions.is_empty());
        let apposed =
            if fresh { self.apposed(phrase, place).or_else(|| self.titled(phrase, place)) } else { None };
        if let (Some(found), Some(_)) = (found, apposed) {
            // The name was noted ahead of its first mention: its bearer is somebody told of before.
            self.entities[found].tokens.clear();
        }
        let found = apposed.or(found);
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
    pub(super) fn name_score(
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
        // "the elder Marn" is not the one told of without it.
        let elder = const { forms(["elder", "younger", "older", "eldest", "youngest"]) };
        let ranked = (phrase.range.start..phrase.range.end.min(phrase.range.start + 2))
            .find(|i| self.words.is_one_of(*i, &elder))
            .map(|i| self.words.all[i].lemma);
        if let Some(rank) = ranked.filter(|_| tokens.len() == 1)
            && known.rank != Some(rank)
            && known.heads.iter().all(|h| h.0 != rank)
        {
            return None;
        }
        if let Some(token) = owner_token
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
    pub(super) fn by_initials(&self, name: &Range<usize>) -> Option<usize> {
        let only = name.clone().next().filter(|_| name.len() == 1)?;
        if !self.words.all[only].has(mark::CAPITALS) {
            return None;
        }
        self.by_initials.get(self.words.letters(only).replace('.', "").as_str()).copied()
    }

    /// "The teacher, Jana Roth": the teacher told of before gets her name.
    pub(super) fn apposed(&self, phrase: &Phrase, place: Option<&Place>) -> Option<usize> {
        let place = place?;
        let human = phrase.name_kind == NameKind::Person && phrase.intro == Intro::Definite;
        let entity = human.then(|| self.described(phrase, place)).flatten()?;
        (!self.entities[entity].is_named()).then_some(entity)
    }

    /// "The county's governor announced … Governor Pavel Runde said": who holds the post that was named before.
    fn titled(&self, phrase: &Phrase, place: Option<&Place>) -> Option<usize> {
        let place = place?;
        let (lemma, _) = *phrase.heads.iter().find(|h| h.1 & class::TITLE != 0)?;
        let person =
            phrase.name_kind == NameKind::Person && phrase.intro == Intro::Bare && phrase.owner.is_none();
        let near = self.seen.iter().rev().take(BEARERS).filter(|s| {
            person && s.span.start() < place.at && s.source && place.sentence <= s.sentence + 4 && !s.quoted
        });
        let mut posts = near.map(|s| s.entity).filter(|e| {
            let known = &self.entities[*e];
            let head = known.heads.first().is_some_and(|h| h.0 == lemma);
            // "A minister" is any of them; "Justice Minister Renholt" is not the finance minister.
            let same = phrase.before.iter().all(|l| *l == lemma || known.before.contains(l));
            head && known.definite && known.number == Number::One && same && phrase.sex.fits(known.sex)
        });
        let post = posts.next().filter(|e| !self.entities[*e].is_named())?;
        posts.all(|e| e == post).then_some(post)
    }

    pub(super) fn take_tokens(
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
}
