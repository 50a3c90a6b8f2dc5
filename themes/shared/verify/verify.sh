#!/bin/sh
# Checks a downloaded site without gatefold:
#   sh proof/verify.sh [FINGERPRINT] [POLICY] [RECORD...]
# FINGERPRINT (SHA256:...) is the key you trust, from a place you already know; POLICY a file that
# names the witnesses whose dates you accept (C2SP tlog-policy); RECORD a file of proof/records/.
# It looks at the folder it is run in or, when that is no site, at the one it lies in. It needs
# ssh-keygen, sha256sum or shasum, openssl 3, awk, od; it writes nothing but a temporary folder.
# Exit: 0 held, 4 changed, 5 could not check.
#
# Looked at: the list of files and its signature, every listed file, files too many, keys.txt, the
# signatures of all heads of the log, each record's place in the log by its proof, its sealed values,
# cosignatures. Not looked at: that the log only grew, and that pages show the sealed values. Those are
# checked by proof/verify.html and by `gatefold verify`.
set -u
LC_ALL=C
export LC_ALL
umask 077
start=$(pwd)
key=
policy=
case ${1-} in SHA256:*) key=$1; shift ;; esac
case ${1-} in '' | *proof/records/*) ;; *) policy=$1; shift ;; esac
case $policy in '' | /*) ;; *) policy=$start/$policy ;; esac
if [ ! -e proof/SHA256SUMS ] && [ ! -e proof/checkpoint ]; then
	cd "$(dirname "$0")/.." || exit 5
fi
tmp=$(mktemp -d "${TMPDIR:-/tmp}/verify.XXXXXX") || exit 5
trap 'rm -rf "$tmp"' EXIT
trap 'exit 5' HUP INT TERM
: >"$tmp/findings"

# plain prints untrusted text without control characters, which could mislead a terminal.
plain() { tr -d '\000-\010\013-\037\177'; }
say() { printf '%s\n' "$*" | plain; }
# finding CODE FILE EXPECTED FOUND
finding() { printf '%s\t%s\t%s\t%s\n' "$1" "$2" "$3" "$4" >>"$tmp/findings"; }
stop() { say "Could not check: $*"; exit 5; }

for tool in ssh-keygen openssl awk od sort find; do
	command -v "$tool" >/dev/null || stop "the program $tool is not installed here"
done
if command -v sha256sum >/dev/null; then sum=sha256sum; else sum='shasum -a 256'; fi
command -v ${sum%% *} >/dev/null || stop "neither sha256sum nor shasum is installed here"
printf x >"$tmp/x"
case $($sum "$tmp/x") in 2d711642b726b044*) ;; *) stop "$sum does not work here" ;; esac

# Functions for awk: base64 and hexadecimal, days, and findings.
lib='
function init(i) {
	A = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"; H = "0123456789abcdef"
	for (i = 0; i < 64; i++) V[substr(A, i + 1, 1)] = i
	for (i = 0; i < 16; i++) X[substr(H, i + 1, 1)] = i
}
function hexbyte(n) { return substr(H, int(n / 16) + 1, 1) substr(H, n % 16 + 1, 1) }
# unhex64 gives the base64 with padding of hexadecimal digits, hex64 the reverse; "" when it is none.
function unhex64(h,  i, a, b, c, n, o) {
	for (i = 1; i <= length(h); i += 6) {
		n = length(h) - i + 1
		a = X[substr(h, i, 1)] * 16 + X[substr(h, i + 1, 1)]
		b = n > 2 ? X[substr(h, i + 2, 1)] * 16 + X[substr(h, i + 3, 1)] : 0
		c = n > 4 ? X[substr(h, i + 4, 1)] * 16 + X[substr(h, i + 5, 1)] : 0
		o = o substr(A, int(a / 4) + 1, 1) substr(A, a % 4 * 16 + int(b / 16) + 1, 1)
		o = o (n > 2 ? substr(A, b % 16 * 4 + int(c / 64) + 1, 1) : "=") (n > 4 ? substr(A, c % 64 + 1, 1) : "=")
	}
	return o
}
function hex64(s,  i, n, o) {
	if (s == "" || length(s) % 4 || s !~ /^[A-Za-z0-9+\/]+=?=?$/) return ""
	for (i = 1; i <= length(s); i += 4) {
		n = V[substr(s, i, 1)] * 262144 + V[substr(s, i + 1, 1)] * 4096 + V[substr(s, i + 2, 1)] * 64 + V[substr(s, i + 3, 1)]
		o = o hexbyte(int(n / 65536)) (substr(s, i + 2, 1) == "=" ? "" : hexbyte(int(n / 256) % 256)) (substr(s, i + 3, 1) == "=" ? "" : hexbyte(n % 256))
	}
	return unhex64(o) == s ? o : ""
}
function url64(s) { gsub(/\+/, "-", s); gsub(/\//, "_", s); sub(/=+$/, "", s); return s }
function find(code, file, want, got) { printf "%s\t%s\t%s\t%s\n", code, file, want, got >> FINDINGS }
function number(s) { return s ~ /^(0|[1-9][0-9]*)$/ && length(s) < 16 }
function day(t,  z, e, y, d, m) {
	z = int(t / 86400) + 719468; e = int(z / 146097); d = z - e * 146097
	y = int((d - int(d / 1460) + int(d / 36524) - int(d / 146096)) / 365)
	d = d - (365 * y + int(y / 4) - int(y / 100)); m = int((5 * d + 2) / 153)
	d = d - int((153 * m + 2) / 5) + 1
	m = m < 10 ? m + 3 : m - 9
	return sprintf("%04d-%02d-%02d", y + e * 400 + (m <= 2), m, d)
}
BEGIN { init() }
'
run() { # run PROGRAM FILE...: awk with the functions above
	program=$1
	shift
	awk -v FINDINGS="$tmp/findings" "$lib$program" "$@" && return 0
	rc=$?
	[ "$rc" -lt 2 ] || finding GF5903 verify.sh "an awk that runs it" "exit status $rc"
	return "$rc"
}
# hashes FOLDER prints `hash name` of all files of a folder of ours.
hashes() { (cd "$1" && find . -type f -exec $sum {} + | sed 's/ [ *]\.\// /'); }
hash() { $sum <"$1" | cut -c1-64; }
# escaped writes `name hexdigits` lines of standard input as files of a folder, byte for byte.
escaped() { while read -r name bytes; do printf "$bytes" >"$1/$name"; done; }
octal='function octal(h,  i, n, o) { for (i = 1; i < length(h); i += 2) { n = X[substr(h, i, 1)] * 16 + X[substr(h, i + 1, 1)]; o = o sprintf("\\%03o", n) } return o }'
# raw HEX FILE
raw() { printf 'f %s\n' "$1" | run "$octal"'{ print "f", octal($2) }' | while read -r _ bytes; do printf "$bytes" >"$2"; done; }
# key_file HEX FILE makes an Ed25519 public key readable for openssl (RFC 8410).
key_file() { raw "302a300506032b6570032100$1" "$tmp/der" && openssl pkey -pubin -inform DER -in "$tmp/der" -out "$2" 2>/dev/null; }
# signed KEYFILE MESSAGE SIGNATURE: does the Ed25519 signature hold?
signed() { openssl pkeyutl -verify -pubin -inkey "$1" -rawin -in "$2" -sigfile "$3" >/dev/null 2>&1; }
raw "302a300506032b6570032100d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a" "$tmp/der"
openssl pkey -pubin -inform DER -in "$tmp/der" -out "$tmp/pem" 2>/dev/null || stop "this openssl knows no Ed25519; version 3 or later does"
: >"$tmp/list"

# ssh_signed NAMESPACE SIGNATURE MESSAGE prints the fingerprint of the signer; 1 wrong, 2 unusable.
ssh_signed() {
	awk 'NR == 1 && $0 != "-----BEGIN SSH SIGNATURE-----" { bad = 1 }
		ended || length($0) > 70 && NR > 1 { bad = 1 }
		$0 == "-----END SSH SIGNATURE-----" { ended = 1; next }
		NR > 1 { if (short) bad = 1; short = length($0) < 70; if ($0 !~ /^[A-Za-z0-9+\/=]+$/) bad = 1 }
		END { exit bad || !ended }' "$2" || return 2
	if out=$(ssh-keygen -Y check-novalidate -n "$1" -s "$2" <"$3" 2>"$tmp/error"); then
		case $out in *'with ED25519 key SHA256:'*) printf '%s\n' "${out##* }"; return 0 ;; esac
		return 2
	fi
	grep -q 'incorrect signature' "$tmp/error" && return 1
	return 2
}
without_cr() { tr -d '\r' <"$1" >"$2" && ! cmp -s "$1" "$2"; }

# ---- 1 and 2: the list and its signature
list=proof/SHA256SUMS
if [ ! -e "$list" ] && [ ! -e proof/checkpoint ] && [ ! -e proof/keys.txt ]; then
	finding GF5902 proof "a signed list of files and a log" "neither"
fi
signer=
if [ -f "$list" ]; then
	cp "$list" "$tmp/list"
	if without_cr "$list" "$tmp/list"; then finding GF5009 "$list" "lines that end in LF" "lines that end in CRLF"; fi
	run 'BEGIN { file = "'$list'" }
		bad { next }
		{ path = substr($0, 67); low = tolower(path); part = "/" path "/" }
		substr($0, 1, 64) !~ /^[0-9a-f]+$/ || substr($0, 65, 2) != "  " || path == "" { bad = "is not `hash  path`" }
		path ~ /[^!-~]|[\\:*?"<>|]/ || part ~ /\/(\.\.?)?\// || length(path) > 1024 { bad = "has a path that leads elsewhere" }
		NR > 1 && path <= last { bad = "is not in the order of paths" }
		low in seen { bad = "names a path twice" }
		bad { find("GF5004", file, "a list as gatefold writes it", "line " NR " " bad) }
		{ seen[low] = 1; last = path }
		END { exit bad != "" }' "$tmp/list" || : >"$tmp/list.bad"
	if [ -s "$list" ] && [ -n "$(tail -c 1 "$list")" ]; then finding GF5004 "$list" "a list as gatefold writes it" "its last line does not end"; : >"$tmp/list.bad"; fi
	if [ ! -f "$list.sig" ]; then
		finding GF5005 "$list.sig" "the signature of the list" "no such file"
	else
		cp "$list.sig" "$tmp/sig"
		if without_cr "$list.sig" "$tmp/sig"; then finding GF5009 "$list.sig" "lines that end in LF" "lines that end in CRLF"; fi
		if signer=$(ssh_signed site@gatefold "$tmp/sig" "$tmp/list"); then :; elif [ $? = 1 ]; then
			finding GF5006 "$list" "the list that was signed" "another one"
		else
			finding GF5007 "$list.sig" "an SSH signature for site@gatefold" "something else"
		fi
	fi
elif [ -e proof/checkpoint ] || [ -e proof/keys.txt ]; then
	finding GF5004 "$list" "the author's list of files" "no such file"
fi

# ---- 3: the files
files=0
if [ -f "$list" ] && [ ! -e "$tmp/list.bad" ]; then
	files=$(awk 'END { print NR }' "$tmp/list")
	if [ "$files" -gt 0 ]; then $sum -c "$tmp/list" >"$tmp/checked" 2>/dev/null; fi
	grep -v ': OK$' "$tmp/checked" 2>/dev/null | sed 's/: FAILED.*$//' >"$tmp/failed"
	while read -r path; do
		if [ ! -e "$path" ]; then
			finding GF5002 "$path" "a file of the list" "no such file"
		elif want=$(awk -v p="$path" 'substr($0, 67) == p { print $1 }' "$tmp/list") && without_cr "$path" "$tmp/plain" && [ "$(hash "$tmp/plain")" = "$want" ]; then
			finding GF5009 "$path" "lines that end in LF" "lines that end in CRLF"
		else
			finding GF5001 "$path" "SHA-256 $want" "another one"
		fi
	done <"$tmp/failed"
	cut -c67- "$tmp/list" | sort >"$tmp/listed"
	find . -name .git -prune -print -o ! -type d -print | sed 's/^\.\///' | sort >"$tmp/present"
	comm -13 "$tmp/listed" "$tmp/present" | run '
		/^proof\/(SHA256SUMS(\.sig)?|checkpoint|checkpoints\/[^\/]+)$/ { next }
		/^(\.git|CNAME)$/ || /(^|\/)(\.DS_Store|Thumbs\.db|desktop\.ini)$/ { find("GF5907", $0, "nothing", "a file of the host or the system"); next }
		/^[^\/]+\.zip$/ { find("GF5907", $0, "nothing", "a zip beside the pages, which cannot be on the list when it holds the site itself"); next }
		{ find("GF5003", $0, "no file of this name", "a file that the list does not name") }'
fi

# ---- 4: the keys
log_key=
origin=
history=
i=1
while [ -f "proof/keys.$i.txt" ] && [ "$i" -le 100 ]; do history="$history proof/keys.$i.txt"; i=$((i + 1)); done
fingerprint_of() { # of the key line of a list of keys
	sed -n '2s/^key //p' "$1" >"$tmp/pub" && ssh-keygen -lf "$tmp/pub" 2>/dev/null | awk '$NF == "(ED25519)" { print $2 }'
}
# handle FINGERPRINT: the short name of a key, base32 of the first 10 bytes of its hash
handle() {
	printf '%s\n' "$1" | run '{ h = hex64(substr($1, 8) "="); A = "abcdefghijklmnopqrstuvwxyz234567"
		for (i = 1; i <= 20; i++) { n = n * 16 + X[substr(h, i, 1)]; b += 4; if (b >= 5) { b -= 5; p = 2 ^ b; o = o substr(A, int(n / p) + 1, 1); n %= p } }
		print o }'
}
before=
for file in $history proof/keys.txt; do
	if [ ! -f "$file" ]; then finding GF5101 "$file" "the author's list of keys" "no such file"; continue; fi
	tr -d '\r' <"$file" >"$tmp/keys"
	mine=$(fingerprint_of "$tmp/keys")
	run 'NR == 1 { if ($0 != "gatefold-keys v1") bad = 1; next }
		!($1 == "cosign" && word == "cosign") { words = words " " $1 }
		{ word = $1 }
		NF != ($1 == "key" ? 3 : 2) { bad = 1 }
		$1 == "origin" { origin = $2; if (length($2) != 33 || $2 !~ /^[a-z2-7]+\.gatefold\.alt\/log$/) bad = 1 }
		$1 == "log" { log_key = $2 }
		$1 == "from" && $2 !~ /^[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]$/ { bad = 1 }
		$1 == "until" && $2 != "-" && $2 !~ /^[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]$/ { bad = 1 }
		$1 == "previous" { previous = $2 }
		END {
			split(log_key, part, "+")
			body = hex64(substr(log_key, length(part[1]) + 11))
			if (length(body) != 66 || substr(body, 1, 2) != "01" || words != " key origin log cosign did from until previous") bad = 1
			print bad ? "bad" : "good", origin, part[1], part[2], substr(body, 3), previous
		}' "$tmp/keys" >"$tmp/fields"
	read -r form origin log_name log_hash log_key previous <"$tmp/fields"
	if [ "$form" != good ] || [ -z "$mine" ]; then
		finding GF5101 "$file" "a list of keys of version 1" "another form"
		log_key=
		continue
	fi
	if by=$(ssh_signed keys@gatefold "$file.sig" "$tmp/keys" 2>/dev/null) && [ "$by" = "$mine" ]; then :; else
		finding GF5102 "$file" "signed by $mine" "${by:-not signed so}"
	fi
	if [ "$previous" != "${before:--}" ]; then
		finding GF5104 "$file" "the key after ${before:-none}" "one after $previous"
	elif [ -n "$before" ]; then
		if by=$(ssh_signed keys@gatefold "$file.previous.sig" "$tmp/keys" 2>/dev/null) && [ "$by" = "$before" ]; then :; else
			finding GF5104 "$file.previous.sig" "signed by $before" "${by:-not signed so}"
		fi
	fi
	{ printf '%s\n' "$log_name"; raw "01$log_key" "$tmp/body" && cat "$tmp/body"; } >"$tmp/id"
	[ "$(hash "$tmp/id" | cut -c1-8)" = "$log_hash" ] || finding GF5101 "$file" "the short hash of its log key" "$log_hash"
	[ "$previous" != - ] || [ "$origin" = "$(handle "$mine").gatefold.alt/log" ] || finding GF5103 "$file" "the origin of its key, $(handle "$mine").gatefold.alt/log" "$origin"
	[ "$log_name" = "$origin" ] || finding GF5103 "$file" "a log key named $origin" "$log_name"
	printf '%s %s\n' "$log_hash" "$log_key" >>"$tmp/logkeys"
	printf '%s\n' "$mine" >>"$tmp/chain"
	before=$mine
done
if [ -n "$signer" ] && [ -n "$before" ] && [ "$signer" != "$before" ]; then
	finding GF5103 proof/keys.txt "the key that signed the list, $signer" "$before"
fi
if [ -f proof/allowed_signers ]; then
	tr -d '\r' <proof/allowed_signers >"$tmp/allowed"
	while read -r name line; do
		printf '%s\n' "${line#*\" }" >"$tmp/pub"
		by=$(ssh-keygen -lf "$tmp/pub" 2>/dev/null | awk '$NF == "(ED25519)" { print $2 }')
		if [ -z "$by" ]; then finding GF5101 proof/allowed_signers "lines as gatefold writes them" "another form"
		elif [ "$name" != "$(handle "$by")@gatefold" ]; then finding GF5103 proof/allowed_signers "$(handle "$by")@gatefold" "$name"; fi
		printf '%s\n' "$by"
	done <"$tmp/allowed" >"$tmp/signers"
	if [ -n "$before" ] && ! grep -qxF "$before" "$tmp/signers"; then finding GF5103 proof/allowed_signers "the key $before" "another"; fi
else
	[ "$files" = 0 ] || finding GF5101 proof/allowed_signers "the author's key for ssh-keygen" "no such file"
fi
if [ -z "$key" ]; then
	finding GF5901 "" "a fingerprint from a place you know" "none was named${signer:+; the list is signed by $signer}"
elif [ -n "$signer" ] && [ "$signer" != "$key" ]; then
	if grep -qxF -e "$key" "$tmp/chain" 2>/dev/null && grep -qxF -e "$signer" "$tmp/chain" && ! grep -q '^GF510[24]' "$tmp/findings"; then
		say "The key you named and the one that signed the list are of one author: each has signed that it takes over, or was taken over."
	else
		finding GF5008 "$list.sig" "the key you named, $key" "$signer"
	fi
fi

# ---- 5: heads of the log. note FILE splits one: text, and a line `name hash hex` for each signature.
note() {
	rm -f "$tmp/text" "$tmp/lines"
	run 'BEGIN { TEXT = "'"$tmp/text"'"; LINES = "'"$tmp/lines"'" }
		{ line[NR] = $0 }
		$0 == "" { last = NR }
		END {
			if (NR < 5 || last < 4 || last == NR || !number(line[2]) || length(hex64(line[3])) != 64) exit 1
			for (i = 1; i < last; i++) print line[i] > TEXT
			for (i = last + 1; i <= NR; i++) {
				n = split(line[i], w, " ")
				if (n != 3 || w[1] != "\342\200\224" || (h = hex64(w[3])) == "" || length(h) < 10) exit 1
				print w[2], substr(h, 1, 8), substr(h, 9) > LINES
			}
		}' "$1" && [ -z "$(tail -c 1 "$1")" ]
}
# head FILE NAME CODE: 0 when the checkpoint is of this log and signed by its key.
head_holds() {
	if ! note "$1"; then finding "$3" "$2" "a signed checkpoint" "another form"; return 1; fi
	{ read -r name; read -r size; read -r root; } <"$tmp/text"
	if [ "$name" != "$origin" ]; then finding GF5203 "$2" "a checkpoint of $origin" "one of $name"; return 1; fi
	good=no
	while read -r id public; do
		while read -r name short bytes; do
			[ "$name" = "$origin" ] && [ "$short" = "$id" ] || continue
			raw "$bytes" "$tmp/bytes"
			key_file "$public" "$tmp/pem"
			if [ ${#bytes} = 128 ] && signed "$tmp/pem" "$tmp/text" "$tmp/bytes"; then good=${good%no}; else good=bad; break 2; fi
		done <"$tmp/lines"
	done <"$tmp/logkeys"
	[ -z "$good" ] && return 0
	finding GF5202 "$2" "a checkpoint signed by the log's key" "size $size, not signed so"
	return 1
}
# grown FILE: is the head no older than the checkpoint that was just read?
grown() {
	[ -n "$head_size" ] || return 0
	if [ "$size" -gt "$head_size" ]; then finding GF5208 "$1" "a log of at least $size entries" "one of $head_size"
	elif [ "$size" = "$head_size" ] && [ "$root" != "$head_root" ]; then finding GF5207 "$1" "the root $head_root" "$root"; fi
}
head_size=
mkdir "$tmp/heads"
if [ -n "$log_key" ]; then
	if [ ! -f proof/checkpoint ]; then
		finding GF5201 proof/checkpoint "the head of the log" "no such file"
	elif head_holds proof/checkpoint proof/checkpoint GF5201; then
		head_size=$size
		head_root=$root
		cp proof/checkpoint "$tmp/heads/$(hash proof/checkpoint)"
	fi
	for file in proof/checkpoints/*; do
		[ -f "$file" ] || continue
		head_holds "$file" "$file" GF5201 || continue
		[ "$file" = "proof/checkpoints/$size" ] || finding GF5201 "$file" "a checkpoint of the size that its name says" "one of $size"
		grown "$file"
		cp "$file" "$tmp/heads/$(hash "$file")"
	done
fi

# ---- 7: the records. Everything of one kind is hashed at once: a program a hash would take minutes.
find proof/records -type f 2>/dev/null | sed 's/.*\///' | awk '/^[0-9a-f]+\.r[1-9][0-9]*\.(leaf|tlog-proof|disclosures)$/ { sub(/\.[^.]*$/, ""); if (index($0, ".") == 17) print }' | sort -u >"$tmp/names"
records=0
mkdir "$tmp/leaf" "$tmp/part" "$tmp/line" "$tmp/commit" "$tmp/node"
: >"$tmp/leaves"
: >"$tmp/proofs"
: >"$tmp/values"
newest() { awk -F'[.]r' '{ if (!($1 in top) || $2 + 0 > top[$1]) top[$1] = $2 + 0 } END { for (id in top) print id ".r" top[id] }' "$1"; }
newest "$tmp/names" | sort >"$tmp/newest"
while read -r name; do
	base=proof/records/$name
	if [ ! -f "$base.leaf" ]; then finding GF5308 "$base.leaf" "the sealed entry" "no such file"; continue; fi
	if [ ! -f "$base.tlog-proof" ]; then finding GF5303 "$base.tlog-proof" "the proof of this record" "no such file"; fi
	{ printf '\000'; cat "$base.leaf"; } >"$tmp/leaf/$name"
	printf '%s\n' "$base.leaf" >>"$tmp/leaf.files"
	[ ! -f "$base.tlog-proof" ] || printf '%s\n' "$base.tlog-proof" >>"$tmp/proof.files"
	[ ! -f "$base.disclosures" ] || printf '%s\n' "$base.disclosures" >>"$tmp/disclosed.files"
	records=$((records + 1))
done <"$tmp/names"
base_name='function base(f) { sub(/.*\//, "", f); sub(/\.[^.]*$/, "", f); return f }'

if [ -s "$tmp/leaf.files" ]; then
	xargs awk -v FINDINGS="$tmp/findings" "$lib$base_name"'
		function done(  name) {
			if (file == "") return
			name = base(file)
			if (n != 7 || bad) find("GF5301", file, "a sealed entry of version 1", "another form")
			else if (v["id"] ".r" v["rev"] != name) find("GF5301", file, "the entry " name, v["id"] ".r" v["rev"])
			if (n == 7 && !bad) print name, v["kind"], v["id"], v["rev"], v["says"], hex64(v["commit"])
		}
		BEGIN { split("kind id rev prev says commit", names, " ") }
		FNR == 1 { done(); file = FILENAME; n = 1; bad = $0 != "gatefold-leaf v1"; next }
		{ n++; if (NF != 2 || $1 != names[n - 1] || $0 != $1 " " $2) bad = 1; v[$1] = $2 }
		$1 == "kind" && $2 !~ /^(record|artifact|site|attest|redact|retract|key|succeeds)$/ { bad = 1 }
		$1 == "id" && (length($2) != 16 || $2 !~ /^[0-9a-f]+$/) { bad = 1 }
		$1 == "rev" && (!number($2) || $2 == 0) { bad = 1 }
		$1 == "prev" && $2 != "-" && !number($2) { bad = 1 }
		$1 == "says" && $2 != "-" && $2 !~ /^[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]$/ { bad = 1 }
		$1 == "commit" && length(hex64($2)) != 64 { bad = 1 }
		END { done() }' <"$tmp/leaf.files" >"$tmp/leaves"
	hashes "$tmp/leaf" >"$tmp/leaf.hashes"
fi

# Proofs: `name index size root left hash...`, and their checkpoints as files.
if [ -s "$tmp/proof.files" ] && [ -n "$log_key" ]; then
	xargs awk -v FINDINGS="$tmp/findings" -v DIR="$tmp/part/" "$lib$base_name"'
		function done() {
			if (file == "") return
			if (out != "") close(out)
			if (bad || state != 2 || c < 5) { find("GF5303", file, "a tlog-proof of version 1", "another form"); printf "" > (DIR base(file) ".bad") }
			else print base(file), at, size, root, hashes
		}
		FNR == 1 { done(); file = FILENAME; out = DIR base(file); state = bad = c = 0; hashes = at = ""; if ($0 != "c2sp.org/tlog-proof@v1") bad = 1; next }
		state == 0 && FNR == 2 && /^extra / { next }
		state == 0 { if ($1 != "index" || NF != 2 || !number($2)) bad = 1; at = $2; state = 1; next }
		state == 1 && $0 == "" { state = 2; next }
		state == 1 { h = hex64($0); if (length(h) != 64 || ++count[file] > 63) bad = 1; hashes = hashes " " h; next }
		{ c++; if (c == 2) { size = $0; if (!number($0)) bad = 1 } if (c == 3) { root = hex64($0); if (length(root) != 64) bad = 1 } print > out }
		END { done() }' <"$tmp/proof.files" >"$tmp/proofs"
	for bad in "$tmp"/part/*.bad; do [ -e "$bad" ] && rm -f "$bad" "${bad%.bad}"; done
	# each checkpoint is looked at once, whoever it comes from
	hashes "$tmp/part" >"$tmp/part.hashes"
	: >"$tmp/good.heads"
	awk '{ if (!($1 in seen)) print; seen[$1] = 1 }' "$tmp/part.hashes" | while read -r sha record; do
		if [ ! -e "$tmp/heads/$sha" ]; then
			head_holds "$tmp/part/$record" "proof/records/$record.tlog-proof" GF5303 || continue
			cp "$tmp/part/$record" "$tmp/heads/$sha"
			grown "proof/records/$record.tlog-proof"
		fi
		printf '%s\n' "$sha" >>"$tmp/good.heads"
	done
	run 'FILENAME ~ /good.heads$/ { good[$1] = 1; next }
		FILENAME ~ /leaves$/ { read[$1] = 1; next }
		FILENAME ~ /part.hashes$/ { ok[$2] = $1 in good; next }
		FILENAME ~ /leaf.hashes$/ { leaf[$2] = $1; next }
		ok[$1] && $1 in leaf && $1 in read {
			if ($2 + 0 >= $3 + 0) { find("GF5304", "proof/records/" $1 ".tlog-proof", "an index below " $3, $2); next }
			s = $1 " " $2 " " ($3 - 1) " " $4 " " leaf[$1]
			for (i = 5; i <= NF; i++) s = s " " $i
			print s
		}' "$tmp/good.heads" "$tmp/leaves" "$tmp/part.hashes" "$tmp/leaf.hashes" "$tmp/proofs" >"$tmp/walk"
	# RFC 9162 section 2.1.3.2, all proofs one step up at a time: `name fn sn root hash rest...`
	while [ -s "$tmp/walk" ]; do
		rm -rf "$tmp/node" && mkdir "$tmp/node"
		run "$octal"'NF == 5 {
				if ($3 != 0) find("GF5304", "proof/records/" $1 ".tlog-proof", "a proof of this entry", "one that is too short")
				else if ($4 != $5 || $5 == "") find("GF5304", "proof/records/" $1 ".tlog-proof", "the root " unhex64($4), unhex64($5))
				else print $1 >> HELD
				next
			}
			$3 == 0 { find("GF5304", "proof/records/" $1 ".tlog-proof", "a proof of this entry", "one that is too long"); next }
			{
				fn = $2; sn = $3; right = fn % 2 || fn == sn
				print $1, octal("01" (right ? $6 $5 : $5 $6)) > NODES
				if (right) while (fn % 2 == 0 && fn != 0) { fn = int(fn / 2); sn = int(sn / 2) }
				s = $1 " " int(fn / 2) " " int(sn / 2) " " $4
				for (i = 7; i <= NF; i++) s = s " " $i
				print s
			}' NODES="$tmp/nodes" HELD="$tmp/placed" "$tmp/walk" >"$tmp/next"
		[ -s "$tmp/next" ] || break
		escaped "$tmp/node" <"$tmp/nodes"
		hashes "$tmp/node" >"$tmp/node.hashes"
		run 'FILENAME ~ /node.hashes$/ { h[$2] = $1; next }
			{ s = $1 " " $2 " " $3 " " $4 " " h[$1]; for (i = 5; i <= NF; i++) s = s " " $i; print s }' "$tmp/node.hashes" "$tmp/next" >"$tmp/walk"
		rm -f "$tmp/nodes"
	done
fi

# Sealed values: each line's digest, the sorted digests' hash, and of files the listed one.
if [ -s "$tmp/disclosed.files" ]; then
	xargs awk -v FINDINGS="$tmp/findings" -v DIR="$tmp/line/" "$lib$base_name"'
		FNR == 1 { name = base(FILENAME) }
		/[^A-Za-z0-9_-]/ || length($0) < 43 { if (!bad[name]++) find("GF5305", FILENAME, "one disclosure or digest a line", "another form"); next }
		length($0) == 43 { print name, "-", $0; next }
		{ out = DIR name "." FNR; printf "%s", $0 > out; close(out); print name, name "." FNR, $0 }' <"$tmp/disclosed.files" >"$tmp/values"
	hashes "$tmp/line" >"$tmp/line.hashes"
	run 'FILENAME ~ /line.hashes$/ { h[$2] = url64(unhex64($1)); next }
		{ print $1, $2 == "-" ? $3 : h[$2] }' "$tmp/line.hashes" "$tmp/values" | sort >"$tmp/digests"
	run 'FILENAME ~ /list$/ { SUMS = 1; listed[substr($0, 67)] = $1; next }
		FILENAME ~ /leaves$/ { kind[$1] = $2; id[$1] = $3; rev[$1] = $4; next }
		FILENAME ~ /digests$/ { if (kind[$1] == "record") text[$1] = text[$1] $2 "\n"; next }
		kind[$1] == "artifact" {
			if (file[$1]++) { find("GF5305", "proof/records/" $1 ".disclosures", "one disclosure of a file", "more"); next }
			s = $3; gsub(/-/, "+", s); gsub(/_/, "/", s)
			while (length(s) % 4) s = s "="
			h = hex64(s); s = ""
			for (i = 1; i < length(h); i += 2) s = s sprintf("%c", X[substr(h, i, 1)] * 16 + X[substr(h, i + 1, 1)] + 0)
			if (split(s, q, "\"") != 9 || q[1] != "[" || q[3] != "," || q[4] != "file" || q[5] != ",[" || q[7] !~ /^,[0-9]+,$/ || q[9] != "]]" || s ~ /\\/) {
				find("GF5305", "proof/records/" $1 ".disclosures", "one disclosure of a file", "another form"); next
			}
			gsub(/,/, "", q[7])
			text[$1] = "gatefold-file v1\n" q[2] "\n" q[6] "\n" q[7] "\n"
			if (SUMS && listed[q[8]] != q[6]) find("GF5311", q[8], "SHA-256 " q[6], q[8] in listed ? listed[q[8]] : "no such file")
		}
		END {
			for (n in text) {
				out = DIR n
				printf "%s%s", kind[n] == "record" ? "gatefold-commit v1\n" id[n] "\n" rev[n] "\n" : "", text[n] > out
				close(out)
			}
		}' DIR="$tmp/commit/" "$tmp/list" "$tmp/leaves" "$tmp/digests" "$tmp/values"
	hashes "$tmp/commit" >"$tmp/commit.hashes"
	run 'FILENAME ~ /commit.hashes$/ { h[$2] = $1; next }
		$1 in h && h[$1] != $6 { find("GF5306", "proof/records/" $1 ".disclosures", "the commitment " unhex64($6), unhex64(h[$1])); next }
		$1 in h { print $1 >> HELD }' HELD="$tmp/valued" "$tmp/commit.hashes" "$tmp/leaves"
fi
awk '$2 == "record" || $2 == "artifact" { print $1 }' "$tmp/leaves" | sort | comm -12 - "$tmp/newest" | while read -r name; do
	[ -f "proof/records/$name.disclosures" ] || finding GF5308 "proof/records/$name.disclosures" "the sealed values" "no such file"
done

# Whatever was not found to hold, and not to be wrong either, was not looked at: a tool has failed.
touch "$tmp/placed" "$tmp/valued" "$tmp/leaf.files" "$tmp/disclosed.files"
sed 's/.*\///; s/\.leaf$//' "$tmp/leaf.files" | sort >"$tmp/all.placed"
sed 's/.*\///; s/\.disclosures$//' "$tmp/disclosed.files" | sort >"$tmp/all.valued"
for what in placed valued; do
	sort "$tmp/$what" | comm -13 - "$tmp/all.$what" | while read -r name; do
		grep -qE "proof/records/$name\.|^GF5(00[1-9]|1|20[1-3]|305|311)" "$tmp/findings" || finding GF5903 "proof/records/$name" "a record that can be looked at" "a step that failed"
	done
done

# ---- 8: witnesses. A policy becomes lines `witness NAME KEYNAME HASH KEY`, `group NAME K MEMBER...`, `quorum NAME`.
policy_lines() {
	run 'BEGIN { quorum = "" }
		{ sub(/\r$/, "") }
		NF == 0 || $1 ~ /^#/ { next }
		$1 == "log" && (NF == 2 || NF == 3) { print "log", $2; next }
		$1 == "witness" && (NF == 3 || NF == 4) && !($2 in known) && $2 != "none" {
			split($3, p, "+"); body = hex64(substr($3, length(p[1]) + 11))
			if (length(body) != 66 || substr(body, 1, 2) != "04") exit bad = 1
			known[$2] = 1; print "witness", $2, p[1], p[2], substr(body, 3); next
		}
		$1 == "group" && NF > 3 && !($2 in known) && $2 != "none" {
			k = $3 == "all" ? NF - 3 : $3 == "any" ? 1 : $3
			if (!number(k) || k < 1 || k > NF - 3) exit bad = 1
			s = "group " $2 " " k
			for (i = 4; i <= NF; i++) { if (!($i in known) || $i in used) exit bad = 1; used[$i] = 1; s = s " " $i }
			known[$2] = 1; print s; next
		}
		$1 == "quorum" && NF == 2 && quorum == "" && ($2 in known || $2 == "none") { quorum = $2; print "quorum", $2; next }
		{ exit bad = 1 }
		END { exit bad || quorum == "" }' "$1"
}
# cosigned POLICYLINES prints `head size witness time` of each line that holds, and finds those that do not.
cosigned() {
	for head in "$tmp"/heads/*; do
		[ -f "$head" ] && note "$head" || continue
		size=$(sed -n 2p "$tmp/text")
		while read -r word who name short public; do
			[ "$word" = witness ] || continue
			while read -r signer_name signer_hash bytes; do
				[ "$signer_name" = "$name" ] && [ "$signer_hash" = "$short" ] || continue
				time=$(printf '%s\n' "$bytes" | run '{ for (i = 1; i <= 16; i++) t = t * 16 + X[substr($1, i, 1)]; printf "%.0f\n", t }')
				raw "$(printf '%s' "$bytes" | cut -c17-)" "$tmp/bytes"
				{ printf 'cosignature/v1\ntime %s\n' "$time"; cat "$tmp/text"; } >"$tmp/cosigned"
				key_file "$public" "$tmp/pem"
				if [ ${#bytes} = 144 ] && signed "$tmp/pem" "$tmp/cosigned" "$tmp/bytes"; then
					printf '%s %s %s %s\n' "${head##*/}" "$size" "$who" "$time"
				else
					finding GF5401 "checkpoint of $size entries" "the line of $name" "a line that does not fit"
				fi
			done <"$tmp/lines"
		done <"$1"
	done
}
dates=
if [ -f proof/policy.txt ] && [ -n "$log_key" ]; then
	if policy_lines proof/policy.txt >"$tmp/theirs"; then cosigned "$tmp/theirs" >"$tmp/theirs.seen"
	else finding GF5402 proof/policy.txt "a tlog-policy" "another form"; fi
fi
if [ -n "$policy" ] && [ -n "$log_key" ]; then
	if ! policy_lines "$policy" >"$tmp/mine" 2>/dev/null; then
		finding GF5402 "$policy" "a tlog-policy" "no file of this form"
	elif grep -q '^log ' "$tmp/mine" && ! grep -q "^log $origin+[0-9a-f]*+$(printf '%s\n' "01$log_key" | run '{ s = unhex64($1); gsub(/[+.]/, "[&]", s); print s }')\$" "$tmp/mine"; then
		finding GF5203 "$policy" "a policy for $origin" "one for other logs"
	else
		cosigned "$tmp/mine" >"$tmp/seen"
		# `size time names` of each head that the quorum has seen
		run 'FILENAME ~ /mine$/ { if ($1 == "group") { k[$2] = $3; members[$2] = substr($0, length($1 $2 $3) + 4) } else if ($1 == "quorum") quorum = $2; next }
			{ size[$1] = $2; t[$1, $3] = $4; who[$1] = who[$1] (who[$1] == "" ? "" : ", ") $3 }
			function moment(h, name,  m, n, i, j, got, at, x) {
				if (!(name in k)) return (h SUBSEP name) in t ? t[h SUBSEP name] : -1
				n = split(members[name], m, " "); got = 0
				for (i = 1; i <= n; i++) if ((x = moment(h, m[i])) >= 0) { for (j = got++; j > 0 && at[j] > x; j--) at[j + 1] = at[j]; at[j + 1] = x }
				return got >= k[name] ? at[k[name]] : -1
			}
			END { for (h in size) if ((x = moment(h, quorum)) >= 0) print size[h], x, who[h]; print "quorum", quorum }' "$tmp/mine" "$tmp/seen" >"$tmp/moments"
		dates=yes
		if ! grep -q '^[0-9]' "$tmp/moments" && ! grep -qx 'quorum none' "$tmp/moments"; then finding GF5403 proof/checkpoint "the quorum of your policy" "too few of them have signed any list of this log"; fi
	fi
fi
# moment_of INDEX SAYS: a sentence
moment_of() {
	{ [ -z "$dates" ] || cat "$tmp/moments"; } | run '$1 ~ /^[0-9]+$/ && $1 + 0 > I && (best == "" || $2 + 0 < best) { best = $2 + 0; who = substr($0, length($1 $2) + 3) }
		END { printf "entry %s of the list, says %s; %s.\n", I, S, best == "" ? "no one you named has confirmed a date" : "existed by " day(best) ", seen by " who }' I="$1" S="$2" -
}

# ---- the outcome
for record in "$@"; do
	name=$(printf '%s\n' "$record" | sed 's/.*\///; s/\.[a-z-]*$//')
	at=$(awk -v n="$name" '$1 == n { print $2 }' "$tmp/proofs")
	says=$(awk -v n="$name" '$1 == n { print $5 }' "$tmp/leaves")
	if [ -z "$at" ] || [ -z "$says" ]; then finding GF5903 "$record" "a record of this site" "none"; continue; fi
	if grep -qF "proof/records/$name." "$tmp/findings"; then say "Record $name: does not hold, see below."; else say "Record $name: $(moment_of "$at" "$says")"; fi
done
sort -u "$tmp/findings" | awk -F'\t' '{ n[$1]++; if (n[$1] <= 50) printf "%s %s: expected %s; found %s\n", $1, $2 == "" ? "identity" : $2, $3, $4 }
	END { for (c in n) if (n[c] > 50) printf "%s: %d more of the same\n", c, n[c] - 50 }' | plain
code() { grep -qE "^GF($1)" "$tmp/findings"; }
unchecked='5005|5402|5403|590[1-5]'
if grep -vE "^GF($unchecked|590[6-9]|5910)" "$tmp/findings" | grep -q .; then
	say "CHANGED since it was sealed, or not by whom you named. Each line above says what; proof/verify.html explains the codes."
	exit 4
fi
if code "$unchecked"; then
	if code 5902; then say "Could not check: nothing is sealed here."
	elif [ -z "$key" ]; then say "Internally consistent; identity not checked. Run it again with the fingerprint that you got from a place you already know."
	else say "Could not check everything: the lines above say what is missing."; fi
	exit 5
fi
say "Held: these $files files are exactly what the holder of the key $signer published, and each of $records sealed records stands in that key's log."
[ -z "$dates" ] || say "Witnesses you named have seen the list: $(awk '$1 ~ /^[0-9]+$/' "$tmp/moments" | sort -n | run '{ printf "%sthe first %s entries by %s", (NR > 1 ? "; " : ""), $1, day($2) }')."
say "This does not say who holds the key, that the content is true, or what was written before it was first seen."
say "Not looked at here: that the log only grew, and that pages show the sealed values (proof/verify.html does)."
exit 0
