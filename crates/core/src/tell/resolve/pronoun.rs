//! Whom a pronoun means: by container, nearness, number and sex.

use super::knowledge::bit;
use super::phrase::{Phrase, Pronoun, Sex};
use super::refer::{LOOK_BACK, Place, Resolver, Seen};
use super::words::forms;
use crate::model::{Number, Scope, Stance, TellerKind};

/// Cues that answer the one who spoke last.
const REPLIES: [&str; 8] =
    ["replied", "replies", "answered", "answers", "responded", "countered", "retorted", "rejoined"];

impl Resolver<'_> {
    /// The antecedent of a pronoun, if one fits.
    pub(crate) fn pronoun(&mut self, pronoun: Pronoun, phrase: &Phrase, place: &Place) -> Option<usize> {
        let found = match pronoun {
            Pronoun::Speaker => self.speaker(place),
            Pronoun::Relative => self.relative(phrase, place),
            Pronoun::Loose | Pronoun::Hearer => None,
            Pronoun::He | Pronoun::She | Pronoun::It | Pronoun::They => {
                self.container(pronoun, phrase, place).or_else(|| self.nearest(pronoun, phrase, place))
            }
        }?;
        let known = &mut self.entities[found];
        if matches!(pronoun, Pronoun::He | Pronoun::She)
            && known.sex == Sex::Unknown
            && known.kind != TellerKind::Organisation
        {
            known.sex = phrase.sex;
        }
        if matches!(pronoun, Pronoun::He | Pronoun::She) {
            known.guessed = false;
        }
        Some(found)
    }

    /// "I" and "we" within somebody's words: that somebody.
    fn speaker(&self, place: &Place) -> Option<usize> {
        self.tellers_around(place).next()
    }

    /// Tellers of the containers, the innermost first.
    fn tellers_around(&self, place: &Place) -> impl Iterator<Item = usize> {
        let up = std::iter::successors(place.inside, |a| self.links.parent[*a]);
        up.filter_map(|a| self.own[a].or_else(|| self.links.follows[a].and_then(|f| self.own[f])))
    }

    /// "She said she fears": outside quotation marks the teller speaks of herself.
    fn container(&self, pronoun: Pronoun, phrase: &Phrase, place: &Place) -> Option<usize> {
        if place.quoted && !self.opened_before_container(place) {
            return None;
        }
        let teller = self.tellers_around(place).find(|t| self.fits(*t, pronoun, phrase.sex, true))?;
        if self.entities[teller].sex == Sex::Unknown && self.sexed_beside(phrase.sex, place) {
            return None;
        }
        if self.fronted(place) {
            return self.nearest(pronoun, phrase, place).or(Some(teller));
        }
        Some(self.holder(teller, phrase.sex, place).unwrap_or(teller))
    }

    /// "The order came from Lasch. He loves roads, the driver said": the words begin with the pronoun and name their
    /// teller after them, so that he is no nearer than others.
    fn fronted(&self, place: &Place) -> bool {
        let Some(inside) = place.inside.map(|a| &self.attributions[a]) else { return false };
        let (Some(first), Some(source)) = (inside.content.first(), inside.source) else { return false };
        let range = self.words.within(source);
        let named = self.words.all.get(range.start).is_some_and(|w| !w.is(bit::PRON));
        named && first.start() <= place.at && place.at < first.start() + 4 && first.end() <= source.start()
    }

    /// "The dealer said each woman hands her foreman coins": somebody of the pronoun's sex stands before it in the same
    /// sentence of the content, and nothing shows the teller's.
    fn sexed_beside(&self, sex: Sex, place: &Place) -> bool {
        let near = self.seen.iter().rev().take(12).take_while(|s| s.sentence == place.sentence);
        sex != Sex::Unknown
            && near.filter(|s| s.content == place.inside && s.span.start() < place.at && !s.source).any(|s| {
                let known = &self.entities[s.entity];
                known.sex == sex && known.kind == TellerKind::Person && known.number != Number::Several
            })
    }

    /// "A neighbour of his said he had boasted", "her lawyer said she denied": whoever has the teller is spoken of,
    /// unless the words are a thought, which one has of one's own.
    fn holder(&self, teller: usize, sex: Sex, place: &Place) -> Option<usize> {
        if sex == Sex::Unknown {
            return None;
        }
        let stance = self.attributions[place.own?].stance;
        let thought = matches!(stance, Stance::Believes | Stance::Hopes);
        let known = &self.entities[teller];
        let owner = known.owner.filter(|_| known.held && !known.is_named() && !thought)?;
        // Once he is "the driver", nothing points to whose brother he is.
        let source = place.inside.and_then(|a| self.attributions[a].source).map(|s| self.words.within(s))?;
        let owned = &const { forms(["his", "her", "their", "my", "hers", "theirs", "mine"]) };
        if !source.into_iter().any(|i| self.words.is_one_of(i, owned)) {
            return None;
        }
        let holder = &self.entities[owner];
        (holder.kind == TellerKind::Person && holder.number != Number::Several && holder.sex == sex)
            .then_some(owner)
    }

    /// Whether the container's own cue stands within the same quotation: then its content is reported, not quoted.
    fn opened_before_container(&self, place: &Place) -> bool {
        let Some(inside) = place.inside else { return false };
        let attribution = &self.attributions[inside];
        let Some(first) = attribution.content.first() else { return false };
        let text = self.words.text;
        let opens = |at: usize| {
            text[at..].starts_with(['“', '"', '‘', '«', '\'']) || text[..at].ends_with(['“', '"', '‘', '«'])
        };
        !attribution.content.iter().any(|s| s.start() <= place.at && place.at < s.end() && opens(s.start()))
            && !opens(first.start())
    }

    /// "who", "which": the mention right before it, and of "a list of the files" the list.
    fn relative(&self, phrase: &Phrase, place: &Place) -> Option<usize> {
        let person = !self.words.is_one_of(phrase.range.start, &const { forms(["which"]) });
        let fits = |s: &&Seen| {
            let human = matches!(self.entities[s.entity].kind, TellerKind::Person | TellerKind::Unknown);
            s.core_end <= place.at
                && s.span.start() < place.at
                && s.sentence == place.sentence
                && human == person
        };
        let near = || self.seen.iter().rev().take(12).filter(fits);
        let mut best = near().max_by_key(|s| (s.core_end, s.span.len()))?;
        for _ in 0..4 {
            let of = |s: &&Seen| {
                self.words.text.get(s.core_end..best.span.start()).is_some_and(|t| t.trim() == "of")
            };
            match near().find(of) {
                Some(outer) => best = outer,
                None => break,
            }
        }
        Some(best.entity)
    }

    /// The best mention before the pronoun.
    fn nearest(&self, pronoun: Pronoun, phrase: &Phrase, place: &Place) -> Option<usize> {
        let speaker = if place.quoted { self.speaker(place) } else { None };
        let last_source = self
            .seen
            .iter()
            .rev()
            .take(LOOK_BACK)
            .find(|s| s.source && s.span.start() < place.at && s.content.is_none());
        let reply = place.own.is_some_and(|own| self.is_reply(own));
        let mut best: Option<(i64, usize)> = None;
        for seen in self.seen.iter().rev().take(LOOK_BACK) {
            if seen.span.start() >= place.at
                || place.own.is_some_and(|own| self.holds(own, seen.span.start()))
            {
                continue;
            }
            if !self.fits(seen.entity, pronoun, phrase.sex, false) {
                continue;
            }
            let mut score = self.weight(seen, pronoun, phrase.sex, place);
            if speaker == Some(seen.entity) && !matches!(pronoun, Pronoun::Speaker) {
                score -= 70;
            }
            if reply && last_source.is_some_and(|last| last.entity == seen.entity) {
                score -= 60;
            }
            if best.is_none_or(|b| score > b.0) {
                best = Some((score, seen.entity));
            }
        }
        best.map(|b| b.1)
    }

    fn is_reply(&self, own: usize) -> bool {
        let cue = self.attributions[own].cue.and_then(|c| self.words.text.get(c.start()..c.end()));
        cue.is_some_and(|cue| REPLIES.iter().any(|r| cue.eq_ignore_ascii_case(r)))
    }

    /// How likely a mention is the antecedent.
    fn weight(&self, seen: &Seen, pronoun: Pronoun, sex: Sex, place: &Place) -> i64 {
        let known = &self.entities[seen.entity];
        let sentences = i64::from(place.sentence.saturating_sub(seen.sentence)).min(12);
        let blocks = i64::from(place.block.saturating_sub(seen.block)).min(6);
        // A new paragraph parts more than a new sentence.
        let mut weight = 100 - 6 * sentences - 6 * blocks - if blocks > 0 { 18 } else { 0 };
        let inside = seen.content.is_some_and(|a| self.attributions[a].scope == Scope::Told);
        if place.inside.is_none() {
            // The page's own pronoun: whoever spoke, or whom the page tells of.
            weight += match (seen.source, inside) {
                (true, false) => 25,
                (true, true) => -5,
                (false, true) => -15,
                // "Neighbour Ida Lund was not impressed. She said …": whom the page begins to tell of.
                (false, false) if seen.subject && !seen.quoted && known.kind == TellerKind::Person => 24,
                (false, false) if seen.subject && !seen.quoted && pronoun == Pronoun::It => 10,
                (false, false) if !known.is_named() && sex != Sex::Unknown => -10,
                (false, false) => 0,
            };
            weight -= if seen.quoted { 15 } else { 0 };
            // "Her nephew": she stays the topic, unless the pronoun cannot mean her.
            let other = sex != Sex::Unknown && known.owner.is_some_and(|o| !self.entities[o].sex.fits(sex));
            let bound = seen.bound && !other && !(seen.many && sex != Sex::Unknown);
            let speaks = seen.source && !inside && pronoun != Pronoun::It;
            weight += if (seen.subject || speaks) && !seen.quoted && !bound { 12 } else { 0 };
            weight -= if bound && !seen.source { 20 } else { 0 };
            // Whom the text keeps telling of.
            if matches!(pronoun, Pronoun::He | Pronoun::She) {
                weight += 2 * known.mentions.len().min(3) as i64;
            }
        } else {
            // Within somebody's words: whom these words told of before.
            let same = seen.content == place.inside
                || inside && self.tellers_of(seen.content) == self.tellers_of(place.inside);
            weight += if same { 25 } else { 0 };
            weight += if seen.source { 10 } else { 0 };
            weight += if seen.subject { 5 } else { 0 };
        }
        if sex != Sex::Unknown && known.sex == sex {
            weight += 8;
        }
        let several = known.number == Number::Several;
        match pronoun {
            // "He kept photographs. They show …"
            Pronoun::They if several && known.record && self.lists(place) => weight += 45,
            Pronoun::They => {
                weight += if several && known.kind == TellerKind::Person { 20 } else { 0 };
                weight -= if !several && known.kind == TellerKind::Person { 45 } else { 0 };
                weight -= if !several && known.kind != TellerKind::Person { 15 } else { 0 };
            }
            // "A note lay there. It said …": what was just named, and is there to be read.
            Pronoun::It if known.record && (1..=1 + blocks).contains(&sentences) => {
                weight += if self.quotes(place) || self.lists(place) { 45 } else { 22 };
            }
            Pronoun::It if known.kind == TellerKind::Publication && !known.is_named() && !known.teller => {
                weight -= 15;
            }
            Pronoun::It => weight += if known.teller { 15 } else { -5 },
            _ => weight -= if known.kind == TellerKind::Unknown { 25 } else { 0 },
        }
        weight - if known.outlet { 25 } else { 0 }
    }

    /// Whether the words told begin with a quotation mark.
    fn quotes(&self, place: &Place) -> bool {
        let first = place.own.and_then(|own| self.attributions[own].content.first());
        let text = first.and_then(|s| self.words.text.get(s.start()..s.end()));
        text.is_some_and(|t| t.starts_with(['“', '"', '‘', '«', '\'']))
    }

    /// "It lists 41 pigs": what only something written does.
    fn lists(&self, place: &Place) -> bool {
        let cue = place.own.and_then(|own| self.attributions[own].cue);
        let cue = cue.and_then(|c| self.words.text.get(c.start()..c.end()));
        cue.is_some_and(|c| {
            ["lists", "listed", "records", "reads", "names", "bears", "show", "shows", "showed", "list"]
                .contains(&c)
        })
    }

    fn tellers_of(&self, attribution: Option<usize>) -> Option<usize> {
        attribution.and_then(|a| self.own[a])
    }

    /// Whether number, kind and sex allow it. `near`: the container's teller, whose number counts less.
    fn fits(&self, entity: usize, pronoun: Pronoun, sex: Sex, near: bool) -> bool {
        let known = &self.entities[entity];
        let person = known.kind == TellerKind::Person || known.kind == TellerKind::Unknown;
        match pronoun {
            Pronoun::He | Pronoun::She => {
                person && !known.record && known.number != Number::Several && known.sex.fits(sex)
            }
            Pronoun::It => known.kind != TellerKind::Person && known.number != Number::Several,
            Pronoun::They => {
                known.number == Number::Several || known.kind == TellerKind::Organisation || !near && person
            }
            _ => true,
        }
    }
}
