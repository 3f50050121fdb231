// Package sitetext keeps the texts that partners and respondents read: pages,
// dialogs and mails, written in Markdown with placeholders.
//
// Every text has a default in English and German. The site can have its own,
// and so can an organization: the nearest one above wins, then the site's,
// then the default (TXT-3). An emptied text shows nothing.
package sitetext

import (
	"embed"
	"fmt"
	"strings"
)

// Kind names a text.
type Kind string

// The texts (TXT-1).
const (
	Initiation          Kind = "partner_portal_initiation"
	FirstTime           Kind = "first_time_assessment_manager"
	Help                Kind = "assessment_manager_help"
	SignIn              Kind = "sign_in"
	Privacy             Kind = "privacy_policy"
	RegistrationDone    Kind = "registration_done"
	RegistrationPending Kind = "registration_pending"
	RegistrationClosed  Kind = "registration_closed"
	Introduction        Kind = "response_introduction"
	ThankYou            Kind = "response_thank_you"
	SigningConsent      Kind = "signing_consent"

	MailActivation            Kind = "mail_activation"
	MailAccess                Kind = "mail_access_letter"
	MailAccessKnown           Kind = "mail_access_known"
	MailPasswordReset         Kind = "mail_password_reset"
	MailPasswordChanged       Kind = "mail_password_changed"
	MailWelcome               Kind = "mail_registration_done"
	MailRegistrationDuplicate Kind = "mail_registration_duplicate"
	MailRegistrationApproved  Kind = "mail_registration_approved"
	MailRegistrationRefused   Kind = "mail_registration_refused"
	MailLink                  Kind = "mail_link"
	MailInvitation            Kind = "mail_invitation"
	MailReminder              Kind = "mail_reminder"
	MailRespondentCompleted   Kind = "mail_respondent_completed"
	MailAssessorCompleted     Kind = "mail_assessor_completed"
	MailAllotmentLow          Kind = "mail_allotment_low"
	MailDocument              Kind = "mail_document"
	MailDocumentReminder      Kind = "mail_document_reminder"
	MailDocumentCompleted     Kind = "mail_document_completed"
)

// Placeholder is a word in double braces that a value takes the place of.
type Placeholder struct {
	Name   string // without the braces: "site.name"
	Help   string
	Sample string // what a preview shows
	IsLink bool   // an address: it becomes a link
}

// Written returns the placeholder as it stands in a text: "{{site.name}}".
func (p Placeholder) Written() string { return "{{" + p.Name + "}}" }

var (
	siteName     = Placeholder{Name: "site.name", Help: "The Site Name", Sample: "Northwind Partners"}
	organization = Placeholder{Name: "organization.name", Help: "The organization's name", Sample: "Halden AS"}
	firstName    = Placeholder{Name: "user.first_name", Help: "The person's first name", Sample: "Inger"}
	userEmail    = Placeholder{Name: "user.username", Help: "The Email or Login to sign in with", Sample: "inger.dahl@halden.example"}
	signInLink   = Placeholder{Name: "link", Help: "The address of the sign-in page", Sample: "https://partners.example.com/login", IsLink: true}
	activateLink = Placeholder{Name: "link", Help: "The activation link", Sample: "https://partners.example.com/activate?token=…", IsLink: true}
	resetLink    = Placeholder{Name: "link", Help: "The link for a new password", Sample: "https://partners.example.com/reset?token=…", IsLink: true}
	code         = Placeholder{Name: "code", Help: "The activation code", Sample: "7K2M-9QXT-4WNB-E"}
	expires      = Placeholder{Name: "expires", Help: "Until when it can be used", Sample: "9 November 2026, 14:00"}
	portalPage   = Placeholder{Name: "address", Help: "The portal's address", Sample: "https://partners.example.com/login", IsLink: true}
	documents    = Placeholder{Name: "documents", Help: "What there is to sign, one line for each document", Sample: "- Frame contract 2027 (Halden AS)"}
	registerLink = Placeholder{Name: "link", Help: "The registration link", Sample: "https://partners.example.com/register?link=…", IsLink: true}
	noteWords    = Placeholder{Name: "note", Help: "The note that you wrote at the decision; empty without one", Sample: "We look forward to working with you."}
	typedName    = Placeholder{Name: "organization.name", Help: "The organization's name as it was typed", Sample: "Halden AS"}
	respondent   = Placeholder{Name: "respondent.first_name", Help: "The respondent's first name", Sample: "Aino"}
	fullName     = Placeholder{Name: "respondent.name", Help: "The respondent's name", Sample: "Aino Virtanen"}
	assessment   = Placeholder{Name: "assessment.name", Help: "The assessment's name", Sample: "Leadership Check"}
	answerLink   = Placeholder{Name: "link", Help: "The respondent's own link", Sample: "https://partners.example.com/r/…", IsLink: true}
	reportLink   = Placeholder{Name: "link", Help: "The address of the responses", Sample: "https://partners.example.com/responses", IsLink: true}
	leftNumber   = Placeholder{Name: "left", Help: "How many responses are left", Sample: "4"}
	allotLink    = Placeholder{Name: "link", Help: "The address of the allotments", Sample: "https://partners.example.com/allotments", IsLink: true}
	docTitle     = Placeholder{Name: "document.title", Help: "The document's title", Sample: "Framework agreement 2027"}
	docDue       = Placeholder{Name: "due", Help: "The day until when it is to be signed", Sample: "15 December 2026"}
	docLink      = Placeholder{Name: "link", Help: "The address of the document", Sample: "https://partners.example.com/documents/12", IsLink: true}
	score        = Placeholder{Name: "score", Help: "The score in words, where there is one", Sample: "81 of 100"}
)

// Info describes a text for its editor.
type Info struct {
	Kind         Kind
	Label        string
	Group        string
	Help         string // one sentence: where it is shown
	IsMail       bool   // has a subject
	Placeholders []Placeholder
}

// Catalogue returns all texts in the order in which they are listed.
func Catalogue() []Info {
	const portal, registration, response, contract, mails = "Partner Portal", "Registration", "Responses", "Contracts", "Mails"
	return []Info{
		{Initiation, "Partner Portal Initiation Text", portal, "Shown on the self-registration page, above the form.", false, []Placeholder{siteName}},
		{FirstTime, "First Time Assessment Manager", portal, "Shown to a manager once, after the first sign-in.", false, []Placeholder{siteName, organization, firstName}},
		{Help, "Assessment Manager Help", portal, "The page behind Help in the manager's menu. Emptied, the menu has no Help.", false, []Placeholder{siteName, organization, firstName}},
		{SignIn, "Sign-in page", portal, "Shown above the form where people sign in.", false, []Placeholder{siteName}},
		{Privacy, "Privacy policy", portal, "The page behind Privacy policy at the foot of every page. Emptied, there is no such link.", false, []Placeholder{siteName, organization}},
		{RegistrationDone, "Registration done", registration, "Shown when somebody has registered.", false, []Placeholder{siteName}},
		{RegistrationPending, "Registration pending", registration, "Shown when somebody has registered through a link that needs your approval.", false, []Placeholder{siteName}},
		{RegistrationClosed, "Registration closed", registration, "Shown instead of the form while nobody can register.", false, []Placeholder{siteName}},
		{Introduction, "Response introduction", response, "The first thing that a respondent reads.", false, []Placeholder{siteName, organization, respondent, assessment, expires}},
		{ThankYou, "Response thank-you", response, "Shown when all questions are answered.", false, []Placeholder{siteName, organization, respondent, assessment}},
		{SigningConsent, "Signing consent", contract, "What somebody agrees to who signs a contract document. It is kept with every signature.", false, []Placeholder{siteName, organization, docTitle}},
		{MailActivation, "Mail: activation", mails, "Sent with the code for the first sign-in.", true, []Placeholder{siteName, firstName, userEmail, code, activateLink, expires}},
		{MailAccess, "Mail: access letter", mails, "Sent to a signer with what there is to sign and how, and with the code for the first sign-in.", true, []Placeholder{siteName, firstName, userEmail, portalPage, code, activateLink, expires, documents}},
		{MailAccessKnown, "Mail: access letter to somebody with a password", mails, "Sent to a signer who has signed in before, with what there is to sign and how.", true, []Placeholder{siteName, firstName, userEmail, portalPage, documents}},
		{MailPasswordReset, "Mail: forgotten password", mails, "Sent with the link for a new password, when mails go out by themselves.", true, []Placeholder{siteName, firstName, userEmail, resetLink, expires}},
		{MailPasswordChanged, "Mail: password changed", mails, "Sent when a forgotten password was replaced by a new one.", true, []Placeholder{siteName, firstName, userEmail}},
		{MailWelcome, "Mail: registration done", mails, "Sent to somebody who has registered.", true, []Placeholder{siteName, userEmail, signInLink}},
		{MailRegistrationDuplicate, "Mail: email already registered", mails, "Sent when somebody registers with an email that has an account. The page tells no one.", true, []Placeholder{siteName, userEmail, signInLink}},
		{MailRegistrationApproved, "Mail: registration approved", mails, "Sent when you approve a registration.", true, []Placeholder{siteName, typedName, firstName, userEmail, signInLink, noteWords}},
		{MailRegistrationRefused, "Mail: registration refused", mails, "Sent when you refuse a registration.", true, []Placeholder{siteName, typedName, firstName, noteWords}},
		{MailLink, "Mail: registration link", mails, "The mail text of the link kit, to send to partners yourself.", true, []Placeholder{siteName, organization, registerLink}},
		{MailInvitation, "Mail: invitation", mails, "Sent to a respondent.", true, []Placeholder{siteName, organization, respondent, fullName, assessment, answerLink, expires}},
		{MailReminder, "Mail: reminder", mails, "Sent to a respondent who has not answered everything yet.", true, []Placeholder{siteName, organization, respondent, fullName, assessment, answerLink, expires}},
		{MailRespondentCompleted, "Mail: thanks to the respondent", mails, "Sent to a respondent who has answered everything.", true, []Placeholder{siteName, organization, respondent, fullName, assessment}},
		{MailAssessorCompleted, "Mail: response completed", mails, "Sent to the Default Assessor when a response is completed.", true, []Placeholder{siteName, organization, fullName, assessment, score, reportLink}},
		{MailAllotmentLow, "Mail: few responses left", mails, "Sent once to an organization's managers, else to its Default Assessor, when an allotment goes under its warning.", true, []Placeholder{siteName, organization, firstName, assessment, leftNumber, allotLink}},
		{MailDocument, "Mail: document to sign", mails, "Sent to whoever can sign a contract document when it is their turn.", true, []Placeholder{siteName, organization, firstName, docTitle, docDue, docLink}},
		{MailDocumentReminder, "Mail: reminder to sign", mails, "Sent to whoever has not signed a contract document yet.", true, []Placeholder{siteName, organization, firstName, docTitle, docDue, docLink}},
		{MailDocumentCompleted, "Mail: document completed", mails, "Sent to those who signed, when all signatures are there.", true, []Placeholder{siteName, organization, firstName, docTitle, docLink}},
	}
}

// uses reports whether a text has a placeholder.
func uses(text, name string) bool {
	for _, found := range placeholder.FindAllStringSubmatch(text, -1) {
		if found[1] == name {
			return true
		}
	}
	return false
}

// missingLink says in words what a mail lacks without which its reader can do
// nothing, or "".
func missingLink(kind Kind, body string) string {
	has := func(name string) bool { return uses(body, name) }
	switch {
	case (kind == MailInvitation || kind == MailReminder) && !has("link"):
		return "Without {{link}} nobody could answer. Put it into the text."
	case (kind == MailDocument || kind == MailDocumentReminder) && !has("link"):
		return "Without {{link}} nobody would find the document. Put it into the text."
	case kind == MailPasswordReset && !has("link"):
		return "Without {{link}} nobody could choose a new password. Put it into the text."
	case kind == MailLink && !has("link"):
		return "Without {{link}} nobody could register. Put it into the text."
	case (kind == MailActivation || kind == MailAccess) && !has("link") && !has("code"):
		return "Without {{code}} or {{link}} nobody could sign in. Put one into the text."
	}
	return ""
}

// Describe returns a text's description, and whether there is such a text.
func Describe(kind Kind) (Info, bool) {
	for _, info := range Catalogue() {
		if info.Kind == kind {
			return info, true
		}
	}
	return Info{}, false
}

// Languages are those that defaults are written in; the first is the one that
// others fall back to.
func Languages() []string { return []string{"en", "de"} }

//go:embed defaults/*/*.md
var defaults embed.FS

// Text is what is written: Subject for mails only, Body in Markdown.
type Text struct {
	Subject string
	Body    string
}

// Default returns the default of a text in a language, or in English where the
// language has none.
func Default(kind Kind, language string) (Text, error) {
	raw, err := defaults.ReadFile("defaults/" + language + "/" + string(kind) + ".md")
	if err != nil {
		raw, err = defaults.ReadFile("defaults/en/" + string(kind) + ".md")
	}
	if err != nil {
		return Text{}, fmt.Errorf("read default text: %w", err)
	}
	text := Text{Body: strings.TrimSpace(string(raw))}
	if info, _ := Describe(kind); info.IsMail {
		subject, body, _ := strings.Cut(text.Body, "\n")
		text.Subject, text.Body = strings.TrimPrefix(subject, "Subject: "), strings.TrimSpace(body)
	}
	return text, nil
}
