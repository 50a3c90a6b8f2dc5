package main

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"net/url"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"github.com/gatefold/gatefold/generator/proof"
)

func stampCommand() *cobra.Command {
	var s stamping
	c := &cobra.Command{
		Use: "stamp [DIR] --tsa URL", Short: "Have a time-stamp authority confirm when your log was there",
		Long: "Stamp sends a fingerprint of the newest state of the log in DIR/proof (this folder when none is named) to a\n" +
			"time-stamp authority (RFC 3161), and keeps its answer in DIR/proof/stamps. It is for those who have no coach: an\n" +
			"unrelated clock says that the log had come so far on that day. Nothing else is sent, and no word of your records.\n\n" +
			"What a witness does and an authority does not: remember the log, and refuse one that has been rewritten.\n\n" +
			"gatefold does not check the authority's signature, because it knows no authority's certificate; the answer is\n" +
			"published with the site, and openssl checks it for whoever has that certificate.",
		Example: "  gatefold stamp my-portfolio --tsa https://tsa.example/tsr",
		Args:    oneFolder,
		RunE: func(c *cobra.Command, args []string) error {
			s.c, s.dir = c, "."
			if len(args) == 1 {
				s.dir = args[0]
			}
			u, err := url.Parse(s.tsa)
			if err != nil || u.Host == "" || u.User != nil || u.Scheme != "http" && u.Scheme != "https" {
				return usageError{fmt.Errorf("--tsa needs the address of a time-stamp authority, such as --tsa https://tsa.example/tsr, not %q", s.tsa)}
			}
			return refusal(c, s.run())
		},
	}
	c.Flags().StringVar(&s.tsa, "tsa", "", "the `address` of the time-stamp authority")
	return c
}

// stamping is one run of the command.
type stamping struct {
	authorRole
	tsa string
}

func (s *stamping) run() error {
	done, err := s.open()
	if err != nil {
		return err
	}
	defer done()
	head, err := s.store.Head()
	if errors.Is(err, fs.ErrNotExist) {
		return notSealed(s.dir)
	}
	if err != nil {
		return err
	}
	if answer, err := proof.StampFile(s.store.Folder, proof.StampPath(head.Size)); err == nil {
		if stamp, err := proof.ParseStamp(answer, head); err == nil {
			return s.say(head, stamp, "already, and nothing was sealed since")
		}
	}
	nonce := make([]byte, 8)
	rand.Read(nonce)
	query, err := proof.StampQuery(head, nonce)
	if err != nil {
		return err
	}
	fmt.Fprintf(s.c.ErrOrStderr(), "Sending the fingerprint of your log to %s ...\n", s.tsa)
	answer, err := askAuthority(s.c.Context(), s.tsa, query)
	if err != nil {
		return fmt.Errorf("%s gave no time stamp: %w", s.tsa, err)
	}
	stamp, err := s.store.KeepStamp(head, query, answer)
	if err != nil {
		return fmt.Errorf("%s gave no time stamp that can be used: %w", s.tsa, err)
	}
	return s.say(head, stamp, "by the clock of "+s.tsa)
}

const (
	stampTimeout = 20 * time.Second
	queryType    = "application/timestamp-query"
)

// askAuthority sends a query over HTTP (RFC 3161, section 3.4).
func askAuthority(ctx context.Context, address string, query []byte) ([]byte, error) {
	ctx, cancel := context.WithTimeout(ctx, stampTimeout)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, address, bytes.NewReader(query))
	if err != nil {
		return nil, err
	}
	req.Header.Set("Content-Type", queryType)
	res, err := http.DefaultClient.Do(req)
	var failed *url.Error
	if errors.As(err, &failed) {
		err = failed.Err
	}
	if err != nil {
		return nil, err
	}
	defer res.Body.Close()
	if res.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("it says %s", res.Status)
	}
	return io.ReadAll(io.LimitReader(res.Body, proof.MaxStamp+1))
}

// say tells what was stamped, and how that is checked.
func (s *stamping) say(head proof.Checkpoint, stamp proof.Stamp, how string) error {
	file := filepath.Join(s.dir, "proof", filepath.FromSlash(proof.StampPath(head.Size)))
	text := filepath.Join(s.dir, "proof", "log", "checkpoints", fmt.Sprint(head.Size))
	_, err := fmt.Fprintf(s.c.OutOrStdout(), "Your log had %s on %s, %s.\n", entries(int(head.Size)), stamp.At.Format("2 January 2006 at 15:04:05 UTC"), how)
	fmt.Fprintf(s.c.ErrOrStderr(), "The stamp lies in %s. Its signature was not checked here. With the certificate of the authority, CERTIFICATE, it is so:\n"+
		"  head -n 3 %s > TEXT\n  openssl ts -verify -in %s -CAfile CERTIFICATE -data TEXT\n"+
		"Next: `gatefold build %s --sign`, and publish it, so that readers have the stamp.\n", file, argument(text), argument(file), argument(s.dir))
	return err
}
