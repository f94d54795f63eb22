//! People who work on a case: a pseudonym, a role, and a key that signs what they decide.

use crate::case::program;
use crate::error::{Error, Kind, Result};
use crate::id::{Id, hex, unhex};
use crate::kdf::{Cost, derive};
use crate::reader::Reader;
use crate::record::{self, RecordKind};
use crate::secret::{Key, Passphrase, new_key, seal, unseal};
use crate::world::{World, random};
use crate::writer::{Batch, Writer};
use ed25519_dalek::{Signer as _, SigningKey, VerifyingKey};
use rusqlite::{Connection, OptionalExtension, params};
use serde_json::json;
use zeroize::Zeroizing;

/// What is authenticated with a wrapped signing key, before the costs and the salt.
const ABOUT: &[u8] = b"firsthand signing key v1\n";
/// Bytes of costs and salt before the sealed key.
const FRONT: usize = 12 + 32;

/// A person as the case knows them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Name of the record.
    pub id: Id,
    /// Pseudonym, as chosen.
    pub name: String,
    /// What they do, in a word: "reviewer".
    pub role: String,
    /// Ed25519 public key.
    pub public_key: [u8; 32],
    /// Whether they have retired.
    pub retired: bool,
}

/// A person whose signing key was opened. The key is wiped from memory when it is dropped.
pub struct Signer {
    /// Whose it is.
    pub person: Id,
    key: SigningKey,
}

impl Signer {
    /// Signs with Ed25519.
    pub(crate) fn sign(&self, bytes: &[u8]) -> [u8; 64] {
        self.key.sign(bytes).to_bytes()
    }
}

impl Writer {
    /// Adds a person. The pseudonym must be new; the passphrase is theirs alone.
    pub fn add_person(&mut self, name: &str, role: &str, passphrase: &Passphrase, cost: Cost) -> Result<Id> {
        passphrase.check_new()?;
        // Slow by design, so before the write lock is taken.
        let seed = self.with_world(|world| new_key(world))?;
        let wrapped = self.with_world(|world| wrap(world, &seed, passphrase, cost))?;
        let public = SigningKey::from_bytes(&seed).verifying_key();
        self.batch(|batch| {
            let taken = "SELECT 1 FROM people WHERE name = ?1";
            if batch.db.query_row(taken, [name], |_| Ok(())).optional()?.is_some() {
                return Err(Error(Kind::NameTaken));
            }
            let content = json!({"name": name, "role": role, "public_key": hex(public.as_bytes())});
            let (id, n) = batch.put(RecordKind::Person, None, None, &program(), &content, None)?;
            let sql = "INSERT INTO people (n, name, wrapped) VALUES (?1, ?2, ?3)";
            batch.db.execute(sql, params![n, name, wrapped])?;
            Ok(id)
        })
    }

    /// Puts a new personal passphrase in place of the old one.
    pub fn change_personal_passphrase(
        &mut self,
        signer: &Signer,
        passphrase: &Passphrase,
        cost: Cost,
    ) -> Result<()> {
        passphrase.check_new()?;
        let seed = Zeroizing::new(signer.key.to_bytes());
        let wrapped = self.with_world(|world| wrap(world, &seed, passphrase, cost))?;
        self.batch(|batch| {
            let n = record::one(batch.db, signer.person)?.n;
            batch.db.execute("UPDATE people SET wrapped = ?2 WHERE n = ?1", params![n, wrapped])?;
            Ok(())
        })
    }
}

impl Batch<'_> {
    /// Retires a person: they sign nothing from now on; what they signed stays.
    pub fn retire(&mut self, person: Id) -> Result<()> {
        let n = record::one(self.db, person)?.n;
        let person = one(self.db, person)?;
        if person.retired {
            return Err(Error(Kind::Retired));
        }
        self.step(|b| {
            b.put(RecordKind::Retirement, Some((person.id, n)), None, &program(), &json!({}), None)
                .map(|_| ())
        })
    }
}

impl Reader {
    /// Everybody, in the order in which they came.
    pub fn people(&self) -> Result<Vec<Person>> {
        let mut statement =
            self.db.prepare_cached("SELECT id FROM records WHERE kind = 'person' ORDER BY n")?;
        let ids = statement.query_map([], |r| r.get::<_, Id>(0))?.collect::<rusqlite::Result<Vec<_>>>()?;
        ids.into_iter().map(|id| one(&self.db, id)).collect()
    }

    /// The person whose record has this name.
    pub fn person_of(&self, id: Id) -> Result<Person> {
        one(&self.db, id)
    }

    /// The person with this pseudonym.
    pub fn person(&self, name: &str) -> Result<Person> {
        let sql = "SELECT r.id FROM people p JOIN records r ON r.n = p.n WHERE p.name = ?1";
        let id: Option<Id> = self.db.prepare_cached(sql)?.query_row([name], |r| r.get(0)).optional()?;
        one(&self.db, id.ok_or(Error(Kind::NoPerson))?)
    }

    /// Opens a person's signing key. Takes a good part of a second.
    pub fn unlock(&self, name: &str, passphrase: &Passphrase) -> Result<Signer> {
        let person = self.person(name)?;
        if person.retired {
            return Err(Error(Kind::Retired));
        }
        let sql = "SELECT wrapped FROM people WHERE name = ?1";
        let wrapped: Vec<u8> = self.db.query_row(sql, [name], |r| r.get(0))?;
        let key = SigningKey::from_bytes(&*unwrap(&wrapped, passphrase)?);
        // Whoever has the case's key could put another person's wrapped key here.
        if key.verifying_key().as_bytes() != &person.public_key {
            return Err(Error(Kind::LogDisagrees));
        }
        Ok(Signer { person: person.id, key })
    }
}

/// A person by id.
pub(crate) fn one(db: &Connection, id: Id) -> Result<Person> {
    let record = record::one(db, id)?;
    let text = |field: &str| record.content[field].as_str().map(str::to_owned);
    let key = text("public_key").and_then(|k| unhex(&k)).and_then(|k| k.try_into().ok());
    let public_key = key.filter(|_| record.kind == RecordKind::Person).ok_or(Error(Kind::NoPerson))?;
    let retired = !record::about(db, record.n, RecordKind::Retirement)?.is_empty();
    let (name, role) = (text("name").unwrap_or_default(), text("role").unwrap_or_default());
    Ok(Person { id, name, role, public_key, retired })
}

/// A person's key for checking signatures; `None` where the case knows nobody of that id.
pub(crate) fn verifying(db: &Connection, id: Id) -> Option<VerifyingKey> {
    one(db, id).ok().and_then(|p| VerifyingKey::from_bytes(&p.public_key).ok())
}

/// Costs, salt, then the sealed key.
fn wrap(world: &dyn World, seed: &Key, passphrase: &Passphrase, cost: Cost) -> Result<Vec<u8>> {
    let salt: [u8; 32] = random(world)?;
    let mut front = Vec::with_capacity(FRONT);
    for number in [cost.memory, cost.passes, cost.lanes] {
        front.extend_from_slice(&number.to_le_bytes());
    }
    front.extend_from_slice(&salt);
    let sealed = seal(world, &derive(passphrase, &salt, cost)?, &[ABOUT, &front].concat(), seed.as_ref())?;
    Ok([front, sealed].concat())
}

/// The seed of a signing key, out of what [`wrap`] made.
fn unwrap(wrapped: &[u8], passphrase: &Passphrase) -> Result<Key> {
    let damaged = Error(Kind::Damaged);
    let (front, sealed) = wrapped.split_at_checked(FRONT).ok_or(damaged.clone())?;
    let number = |at: usize| u32::from_le_bytes(front[at..at + 4].try_into().expect("four bytes"));
    let cost = Cost { memory: number(0), passes: number(4), lanes: number(8) };
    let key = derive(passphrase, front[12..].try_into().expect("32 bytes"), cost)?;
    let seed = unseal(&key, &[ABOUT, front].concat(), sealed).ok_or(Error(Kind::WrongPersonalPassphrase))?;
    seed.as_slice().try_into().map(Zeroizing::new).map_err(|_| damaged)
}
