package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"regexp"
	"strings"

	"portico/backend/evidence"
	"portico/backend/fault"
)

type verifyEvidenceCommand struct {
	Files       []string `arg:"" name:"file" help:"Signed PDFs and evidence files (JSON), in any order. A PDF and its evidence are recognised as belonging together."`
	Fingerprint string   `placeholder:"HEX" help:"The SHA-256 fingerprint that the certificate must have, as the site shows it. Without it any certificate counts, and its fingerprint is printed to be compared."`
}

var fingerprintForm = regexp.MustCompile(`^[0-9a-f]{64}$`)

// Run checks files one by one, says one line of each, and then which of them
// belong together. It needs no site. It fails when any file is not valid or
// can't be read, and when a single PDF and a single evidence file do not belong
// together.
func (c verifyEvidenceCommand) Run(to streams) error {
	wanted := strings.ToLower(strings.NewReplacer(":", "", " ", "").Replace(c.Fingerprint))
	if c.Fingerprint != "" && !fingerprintForm.MatchString(wanted) {
		return fault.New(fault.Invalid, "A fingerprint has 64 hexadecimal digits.")
	}
	bad := 0
	sealedBy := map[string]bool{}
	results := map[string][]named{}
	for _, path := range c.Files {
		result, err := checkPath(path)
		switch {
		case err != nil:
			bad++
			fmt.Fprintf(to.out, "%s: invalid: it can't be read: %v\n", printable(path), err)
			continue
		case result.IsValid && wanted != "" && result.Fingerprint() != wanted:
			bad++
			fmt.Fprintf(to.out, "%s: invalid: it was sealed with another certificate, SHA-256 %s\n", printable(path), result.Fingerprint())
			continue
		case !result.IsValid:
			bad++
		default:
			sealedBy[result.Fingerprint()] = true
		}
		fmt.Fprintf(to.out, "%s: %s\n", printable(path), result.Words())
		results[result.Kind] = append(results[result.Kind], named{path, result})
	}
	if wanted == "" && len(sealedBy) > 0 {
		fmt.Fprintln(to.err, "Unchanged since it was sealed, by whoever has the certificate. Anybody can make one in any name: compare its SHA-256 with the fingerprint that the site shows, or give it with --fingerprint.")
	}
	together := 0
	for _, document := range results[evidence.KindPDF] {
		for _, file := range results[evidence.KindEvidence] {
			if evidence.BelongTogether(document.Result, file.Result) {
				together++
				fmt.Fprintf(to.out, "%s and %s belong together\n", printable(document.path), printable(file.path))
			}
		}
	}
	if bad == 0 && together == 0 && len(results[evidence.KindPDF]) == 1 && len(results[evidence.KindEvidence]) == 1 {
		return fault.New(fault.Conflict, "Each file is valid by itself, but the evidence is about another PDF.")
	}
	if bad > 0 {
		return fault.New(fault.Invalid, fmt.Sprintf("%d of %d files are not valid.", bad, len(c.Files)))
	}
	return nil
}

type named struct {
	path string
	evidence.Result
}

// checkPath reads a file as far as anything that is sealed here can be long.
func checkPath(path string) (evidence.Result, error) {
	file, err := os.Open(path)
	if err != nil {
		var cause *os.PathError
		if errors.As(err, &cause) {
			err = cause.Err
		}
		return evidence.Result{}, err
	}
	defer func() { _ = file.Close() }()
	data, err := io.ReadAll(io.LimitReader(file, evidence.MaxSealed+1))
	if err != nil {
		return evidence.Result{}, err
	}
	return evidence.CheckFile(data), nil
}

// printable keeps a file's name on its line.
func printable(path string) string {
	if strings.ContainsFunc(path, func(c rune) bool { return c < ' ' || c == 0x7f }) {
		return fmt.Sprintf("%q", path)
	}
	return path
}
