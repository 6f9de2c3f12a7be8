//! By what a finding is known again from run to run: `deadlock-k3v9qd` is its rule, and six signs made of what it rests
//! on. The words of its message, the place of its statements and the findings beside it may change; its id stays.

use rustc_hash::FxHashMap;
use sha2::{Digest, Sha256};

use super::Finding;
use crate::corpus::{Corpus, Named};

/// Crockford's base 32: no letter that is taken for a digit, so that an id can be read out over the telephone.
const SIGNS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
const LENGTH: usize = 6;

/// Gives ids. Of several findings of a rule that rest on the same, the later ones bear a number, in the order of places.
#[derive(Default)]
pub(super) struct Identities {
    given: FxHashMap<String, usize>,
}

impl Identities {
    /// The id of the next finding.
    pub fn next(&mut self, corpus: &Corpus, finding: &Finding) -> String {
        let id = format!("{}-{}", finding.rule.name, signs(corpus, finding));
        let given = self.given.entry(id.clone()).or_default();
        *given += 1;
        if *given == 1 { id } else { format!("{id}-{given}") }
    }
}

/// Six signs made of the names of what a finding rests on.
fn signs(corpus: &Corpus, finding: &Finding) -> String {
    let mut names: Vec<String> = finding.statements.iter().map(|&id| corpus.statement_name(id).into_owned()).collect();
    names.sort_unstable();
    names.extend(finding.record.map(|record| match record {
        Named::Actor(id) => format!("actor/{}", corpus[id].slug),
        Named::Issue(id) => format!("issue/{}", corpus[id].slug),
        Named::Proposition(id) => format!("proposition/{}", corpus[id].slug),
        Named::Article(id) => format!("article/{}", corpus[id].slug),
    }));
    let mut hash = Sha256::new();
    for name in names {
        hash.update(name);
        // No text holds this byte, so that names cannot run into each other.
        hash.update([0xff]);
    }
    let digest = hash.finalize();
    let number = digest.iter().take(8).fold(0_u64, |number, &byte| number << 8 | u64::from(byte));
    (0..LENGTH).map(|place| char::from(SIGNS[(number >> (5 * place) & 31) as usize])).collect()
}
