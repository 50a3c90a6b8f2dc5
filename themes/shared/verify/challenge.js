"use strict";
// The interview challenge: the candidate signs, live, a phrase that the interviewer has just said.

const challengeHead = "gatefold-challenge v1";

// findChallenge takes the signature out of a pasted message: {sig, phrase}. The block of `gatefold
// prove` names its phrase; a bare signature, as ssh-keygen makes it, has none.
function findChallenge(message) {
  must(message.length <= 64 << 10, "it is too long");
  const lines = message.replace(/\r\n/g, "\n").split("\n");
  const head = lines.indexOf(challengeHead), from = lines.indexOf(armourBegin, head + 1), to = lines.indexOf(armourEnd, from);
  must(from >= 0 && to > from, "there is no signature in it, from " + armourBegin + " to " + armourEnd);
  const sig = parseSSHSIG(lines.slice(from, to + 1).join("\n") + "\n", "challenge@gatefold");
  if (head < 0) return { sig, phrase: null };
  must(from === head + 3 && lines[head + 1] === "key " + fingerprint(sig.key) && lines[head + 2].startsWith("phrase "), "its first lines are not those of `gatefold prove`");
  return { sig, phrase: lines[head + 2].slice(7) + "\n" };
}

// challenge tells whether a pasted block is the signature of this phrase by this key: {holds, key, says}.
// The phrase is the interviewer's own, as typed here, never the block's; key may be "".
async function challenge(block, phrase, key, crypto) {
  const answer = (holds, found, says) => ({ holds, key: found, says });
  try {
    const message = challengeText(phrase), { sig, phrase: said } = findChallenge(block);
    const found = fingerprint(sig.key), named = key.trim();
    if (said !== null && said !== message) {
      return answer(false, found, "Does not hold: the block is for the phrase “" + said.trim().slice(0, 200) + "”, not for “" + message.trim() + "”.");
    }
    if (!(await checkSSHSIG(crypto || await makeCrypto(subtleHere()), sig, "challenge@gatefold", utf8(message)))) {
      return answer(false, found, "Does not hold: this signature is of another phrase than “" + message.trim() + "”, or was changed.");
    }
    if (named === "") {
      return answer(false, found, "The phrase was signed by the key " + found + ". Whose key that is was not checked: name the fingerprint you trust.");
    }
    if (named !== found) return answer(false, found, "Does not hold: the phrase was signed by another key, " + found + ", not by the one you named.");
    return answer(true, found, "Holds: whoever sent this block has the key " + found + " at hand now, if you chose the phrase just now. It does not say who they are, nor that the work is theirs.");
  } catch (e) {
    if (!(e instanceof Refused)) throw e;
    return answer(false, "", "Could not be checked: " + e.message + ".");
  }
}
