// Package proof holds the evidence formats of gatefold and what checks them: a log of salted
// commitments that its author signs, witnesses' cosignatures, and the signed list of published
// files. It knows bytes, keys and hashes, nothing of portfolios or pages.
package proof
