package site

// checkSection is the three commands with which a stranger checks the site, and the page that does the
// same in a browser.
func (pl *plan) checkSection(l linker) Section {
	key := pl.evidence.Fingerprint
	s := Section{ID: "check", Heading: "Check it yourself", Notes: []Text{
		plain("Three commands in the downloaded folder, with OpenSSH, coreutils and OpenSSL 3 alone. Nothing of ours is installed, nothing is sent."),
		{{"README.txt", l.to("proof/README.txt")}, {Text: " has them too, and what to type on Windows."}},
	}}
	s.Parts = []Part{
		Steps{[]Command{
			{Title: "1. Who signed the list of files?", Line: "ssh-keygen -Y check-novalidate -n site@gatefold -s proof/SHA256SUMS.sig < proof/SHA256SUMS",
				Text: plain("It prints: Good \"site@gatefold\" signature with ED25519 key " + key + ". Compare that key with the one from a place you already know: this page cannot vouch for itself. Where the file SHA256SUMS.sig is missing, the author has not signed the site as it stands.")},
			{Title: "2. Is every file the one on the list?", Line: "sha256sum -c --strict --quiet proof/SHA256SUMS", Text: plain("Silence means that every file on the list is there and unchanged. A changed file is named.")},
			{Title: "3. Does every record stand in the author’s log, as it was sealed?", Line: "sh proof/verify.sh " + key, Text: plain("Its last lines say what held, what was changed and what could not be checked. With a file that names the witnesses you accept, it says too by when they had seen each record.")},
		}},
		Note{Text: Text{{Text: "In a browser: "}, {"check this site", checking(l.page)}, {Text: ". A page that comes from the site it checks is only as honest as that site; the author’s coach and gatefold’s releases have the same page."}}},
	}
	return s
}

// challengeSection says how to find out whether the person in front of one holds the key.
func (pl *plan) challengeSection(l linker) Section {
	name := first(pl.portfolio.Config.Owner.Name, "the author")
	return Section{ID: "challenge", Heading: "Ask " + name + " to sign a phrase", Parts: []Part{
		Note{Text: plain("A copied portfolio proves nothing about the person in front of you. Say a phrase of your own on the call, three words or more, best with today’s date in it. " +
			name + " signs it while you watch, with gatefold prove, and sends you a few lines back. It takes a minute.")},
		Note{Text: Text{{Text: "Paste phrase and lines "}, {"into the checking page", checking(l.page)}, {Text: ", or save them as phrase.txt and phrase.sig and type:"}}},
		Steps{[]Command{{Line: "ssh-keygen -Y check-novalidate -n challenge@gatefold -s phrase.sig < phrase.txt", Text: plain("The key that it prints must be the one above. It shows that whoever answered has that key at hand now; not who they are.")}}},
	}}
}
