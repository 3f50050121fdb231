package signers

import (
	"context"
	"fmt"
	"io"

	"portico/backend/pdf"
	"portico/backend/signin"
	"portico/backend/sitetext"
)

func signinWriting(values sitetext.Values, post bool) signin.Writing {
	return signin.Writing{Kind: sitetext.MailAccess, Values: values, Mail: post}
}

// LetterPDF writes an access letter as a page to hand over or post. Nothing is
// kept of it: it is written from the letter as it was shown.
func (s *Service) LetterPDF(ctx context.Context, letter Letter, to io.Writer) error {
	general, err := s.Settings.General(ctx)
	if err != nil {
		return err
	}
	w := wordsIn(letter.Language)
	document, err := pdf.New(pdf.Options{Title: w.title + " " + general.SiteName, Author: general.SiteName, Language: letter.Language, Created: s.Store.Now().Time})
	if err != nil {
		return err
	}
	document.Heading(1, w.title+" "+general.SiteName)
	document.Text(w.greeting + " " + letter.Name + ",")
	document.Text(w.what)
	facts := []pdf.Pair{{Name: w.address, Value: letter.Address}, {Name: w.username, Value: letter.Username}}
	if letter.Code != "" {
		facts = append(facts, pdf.Pair{Name: w.code, Value: letter.Code}, pdf.Pair{Name: w.until, Value: letter.ExpiresAt.In(general.Location()).Format(w.day)})
	}
	document.Heading(2, w.signIn)
	document.Pairs(facts)
	document.Heading(2, w.toSign)
	if len(letter.Documents) == 0 {
		document.Text(w.nothing)
	} else {
		rows := make([][]string, len(letter.Documents))
		for i, one := range letter.Documents {
			due := ""
			if !one.Due.IsZero() {
				due = one.Due.In(general.Location()).Format(w.date)
			}
			rows[i] = []string{one.Title, one.Organization, due}
		}
		document.Table([]pdf.Column{{Title: w.document, Share: .5}, {Title: w.organization, Share: .32}, {Title: w.due, Share: .18}}, rows)
		if letter.More > 0 {
			document.Text(w.more(letter.More))
		}
	}
	document.Heading(2, w.how)
	steps := w.knownSteps
	if letter.Code != "" {
		steps = w.firstSteps
	}
	for _, step := range steps {
		document.Text(step)
	}
	document.Note(w.keep)
	return document.Write(to)
}

// letterWords are the words of the letter on paper, in a language.
type letterWords struct {
	title, greeting, what, signIn, address, username, code, until, toSign, nothing, document, organization, due, how, keep, day, date string
	firstSteps, knownSteps                                                                                                            []string
	moreForm                                                                                                                          string
}

// more says that there are n documents besides those that are named.
func (w letterWords) more(n int) string { return fmt.Sprintf(w.moreForm, n) }

func wordsIn(language string) letterWords {
	if language == "de" {
		read := []string{"3. Öffnen Sie Dokumente und wählen Sie eines aus.", "4. Lesen Sie es bis zum Ende, stimmen Sie zu, schreiben Sie Ihren Namen und geben Sie Ihr Passwort ein."}
		return letterWords{
			title: "Ihr Zugang zu", greeting: "Guten Tag", what: "Sie können im Portal Vertragsdokumente lesen und unterzeichnen.", signIn: "Anmelden", address: "Adresse des Portals",
			username: "E-Mail oder Login", code: "Aktivierungscode", until: "Gültig bis", toSign: "Zu unterzeichnen", nothing: "Noch wartet kein Dokument auf Ihre Unterschrift. Sobald eines da ist, steht es im Portal unter Dokumente.",
			moreForm: "und %d weitere im Portal", document: "Dokument", organization: "Organisation", due: "Bis", how: "So geht es", day: "2.1.2006, 15:04", date: "2.1.2006",
			keep:       "Behalten Sie Ihr Passwort: Sie geben es bei jeder Unterschrift noch einmal ein. Geben Sie diesen Brief niemandem.",
			firstSteps: append([]string{"1. Öffnen Sie die Adresse des Portals und geben Sie E-Mail oder Login ein und den Aktivierungscode als Passwort.", "2. Wählen Sie Ihr eigenes Passwort."}, read...),
			knownSteps: append([]string{"1. Öffnen Sie die Adresse des Portals.", "2. Melden Sie sich mit E-Mail oder Login und Ihrem Passwort an."}, read...),
		}
	}
	read := []string{"3. Open Documents and choose one.", "4. Read it to the end, tick the consent, type your name and enter your password."}
	return letterWords{
		title: "Your access to", greeting: "Hello", what: "You can read and sign contract documents in the portal.", signIn: "Signing in", address: "Portal address",
		username: "Email or Login", code: "Activation code", until: "Good until", toSign: "To sign", nothing: "No document waits for your signature yet. Once there is one, it stands in the portal under Documents.",
		moreForm: "and %d more in the portal", document: "Document", organization: "Organization", due: "Due", how: "How", day: "2 January 2006, 15:04", date: "2 January 2006",
		keep:       "Keep your password: you enter it again whenever you sign a document. Give this letter to nobody.",
		firstSteps: append([]string{"1. Open the portal address, and enter your Email or Login, and the activation code as the password.", "2. Choose your own password."}, read...),
		knownSteps: append([]string{"1. Open the portal address.", "2. Sign in with your Email or Login and your password."}, read...),
	}
}
