package responses

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"portico/backend/access"
	"portico/backend/mail"
	"portico/backend/organizations"
	"portico/backend/sitetext"
	"portico/backend/store"
)

// sendInvitation puts the invitation into the outbox and notes when.
func (s *Service) sendInvitation(ctx context.Context, r *Response, organization organizations.Organization, link string) error {
	if err := s.sendLink(ctx, sitetext.MailInvitation, r, organization, link); err != nil {
		return err
	}
	r.SentAt = s.store.Now()
	return s.update(ctx, r.ID, r.State, map[string]any{"sent_at": r.SentAt})
}

// sendLink puts a mail with the respondent's link into the outbox.
func (s *Service) sendLink(ctx context.Context, kind sitetext.Kind, r *Response, organization organizations.Organization, link string) error {
	values, err := s.values(ctx, *r, organization)
	if err != nil {
		return err
	}
	values["link"] = link
	subject, body, err := s.texts.RenderMail(ctx, kind, organization.ID, r.Language, values)
	if err != nil {
		return fmt.Errorf("write mail: %w", err)
	}
	_, err = s.outbox.Enqueue(ctx, mail.Mail{
		Kind: string(kind), ToEmail: r.Email, ToName: strings.TrimSpace(r.FirstName + " " + r.LastName),
		Subject: subject, Body: body, Secret: true, ExpiresAt: r.ExpiresAt,
		CauseKind: "response", CauseID: r.ID, OrganizationID: organization.ID,
	})
	return err
}

// The files that go with mails about a completed response. The portal draws
// them.
const (
	ReportFile    mail.Source = "response report"     // for whoever manages it
	OwnReportFile mail.Source = "respondent's report" // what its respondent may see
)

// reportOf attaches a response's report to a mail.
func reportOf(r Response, source mail.Source) []mail.Attachment {
	name := "report.pdf"
	if strings.HasPrefix(r.Language, "de") {
		name = "Auswertung.pdf"
	}
	return []mail.Attachment{{Name: name, MediaType: "application/pdf", Source: source, SourceID: r.ID}}
}

// sendCompleted puts the mails about a completed response into the outbox:
// thanks to the respondent, word to the Default Assessor with the BCC address.
func (s *Service) sendCompleted(ctx context.Context, r Response, organization organizations.Organization) error {
	values, err := s.values(ctx, r, organization)
	if err != nil {
		return err
	}
	if r.Email != "" {
		var attached []mail.Attachment
		definition, err := s.assessments.Definition(ctx, r.VersionID)
		if err != nil {
			return err
		}
		if shows := r.shows(definition); shows.ShowScore || shows.ShowFeedback {
			attached = reportOf(r, OwnReportFile)
		}
		err = s.send(ctx, sitetext.MailRespondentCompleted, r, organization, values, r.Email, strings.TrimSpace(r.FirstName+" "+r.LastName), "", attached)
		if err != nil {
			return err
		}
	}
	to, name, copyTo := r.AssessorEmail, r.AssessorName, organization.BCCEmail
	if to == "" {
		to, name, copyTo = organization.BCCEmail, "", ""
	}
	if to == "" {
		return nil
	}
	base, err := s.settings.PublicBase(ctx)
	if err != nil {
		return err
	}
	values["link"] = base + "/responses"
	values["score"] = ScoreInWords(r.Score, r.Language)
	if r.IsAnonymous {
		values["score"] = togetherInWords(r.Language)
	}
	var attached []mail.Attachment
	if !r.IsAnonymous {
		attached = reportOf(r, ReportFile)
	}
	return s.send(ctx, sitetext.MailAssessorCompleted, r, organization, values, to, name, copyTo, attached)
}

func (s *Service) send(ctx context.Context, kind sitetext.Kind, r Response, organization organizations.Organization, values sitetext.Values, to, name, copyTo string, attached []mail.Attachment) error {
	subject, body, err := s.texts.RenderMail(ctx, kind, organization.ID, r.Language, values)
	if err != nil {
		return fmt.Errorf("write mail: %w", err)
	}
	if strings.TrimSpace(body) == "" {
		return nil // an emptied text: no mail is wanted
	}
	_, err = s.outbox.Enqueue(ctx, mail.Mail{
		Kind: string(kind), ToEmail: to, ToName: name, BCC: copyTo, Subject: subject, Body: body,
		CauseKind: "response", CauseID: r.ID, OrganizationID: organization.ID, Attachments: attached,
	})
	return err
}

// values are the placeholders that all texts about a response share.
func (s *Service) values(ctx context.Context, r Response, organization organizations.Organization) (sitetext.Values, error) {
	general, err := s.settings.General(ctx)
	if err != nil {
		return nil, err
	}
	assessment, err := s.assessments.Find(ctx, access.ForAdministrator(), r.AssessmentID)
	if err != nil {
		return nil, err
	}
	return sitetext.Values{
		"site.name": general.SiteName, "organization.name": organization.Name,
		"respondent.first_name": firstOf(r.FirstName, r.LastName), "respondent.name": r.Name(),
		"assessment.name": assessment.Name, "expires": moment(r.ExpiresAt, general.Location(), r.Language),
	}, nil
}

func firstOf(words ...string) string {
	for _, word := range words {
		if word != "" {
			return word
		}
	}
	return ""
}

// ScoreInWords returns a score as a sentence part: "81 of 100", or that there
// is none.
func ScoreInWords(score *float64, language string) string {
	german := strings.HasPrefix(language, "de")
	switch {
	case score == nil && german:
		return "ohne Wertung"
	case score == nil:
		return "no score"
	case german:
		return strings.Replace(FormatScore(*score), ".", ",", 1) + " von 100"
	}
	return FormatScore(*score) + " of 100"
}

// togetherInWords stands for the score of an answer that is shown with others
// only.
func togetherInWords(language string) string {
	if strings.HasPrefix(language, "de") {
		return "wird nur zusammen mit anderen gezeigt"
	}
	return "shown together with others only"
}

// FormatScore returns a score with at most one decimal: "81", "56.7".
func FormatScore(score float64) string {
	return strings.TrimSuffix(strconv.FormatFloat(score, 'f', 1, 64), ".0")
}

// moment writes a time as in a letter: "9 November 2026, 14:00".
func moment(t store.Time, zone *time.Location, language string) string {
	local := t.In(zone)
	if strings.HasPrefix(language, "de") {
		months := [...]string{"Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"}
		return fmt.Sprintf("%d. %s %s", local.Day(), months[local.Month()-1], local.Format("2006, 15:04"))
	}
	return local.Format("2 January 2006, 15:04")
}
