package allotments

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"portico/backend/mail"
	"portico/backend/organizations"
	"portico/backend/sitetext"
)

// mostWarned is how many managers of one organization a warning is mailed to.
const mostWarned = 20

// reader is somebody whom a warning is mailed to.
type reader struct{ Email, FirstName, LastName, Language string }

// warn mails the low-level warning once when an allotment has gone under its
// limit (ALT-3). A top up, a transfer in or another limit makes it due anew; a
// response that is given back does not, so that nobody is told every hour.
func (s *Service) warn(ctx context.Context, a Allotment) error {
	if !a.IsLow() || !a.WarnedAt.IsZero() {
		return nil
	}
	now := s.Store.Now()
	result := s.Store.Write(ctx).Exec("UPDATE allotments SET warned_at = ? WHERE id = ? AND warned_at IS NULL", now, a.ID)
	if result.Error != nil {
		return fmt.Errorf("warn of allotment: %w", result.Error)
	}
	if result.RowsAffected == 0 {
		return nil // somebody else's draw has just warned
	}
	o, assessment, err := s.place(ctx, a)
	if err != nil {
		return err
	}
	general, err := s.Settings.General(ctx)
	if err != nil {
		return err
	}
	base, err := s.Settings.PublicBase(ctx)
	if err != nil {
		return err
	}
	readers, err := s.readers(ctx, o, a.AssessmentID)
	if err != nil {
		return err
	}
	for _, one := range readers {
		values := sitetext.Values{
			"site.name": general.SiteName, "organization.name": o.Name, "user.first_name": one.FirstName, "assessment.name": assessment.Name,
			"left": strconv.FormatInt(a.Available(), 10), "link": base + "/allotments",
		}
		subject, body, err := s.Texts.RenderMail(ctx, sitetext.MailAllotmentLow, o.ID, one.Language, values)
		if err != nil {
			return fmt.Errorf("write warning: %w", err)
		}
		if strings.TrimSpace(body) == "" {
			return nil // an emptied text: no mail is wanted
		}
		_, err = s.Outbox.Enqueue(ctx, mail.Mail{
			Kind: string(sitetext.MailAllotmentLow), ToEmail: one.Email, ToName: strings.TrimSpace(one.FirstName + " " + one.LastName),
			Subject: subject, Body: body, CauseKind: "allotment", CauseID: a.ID, OrganizationID: o.ID,
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// readers returns whom a warning goes to: the organization's own managers who
// have the assessment and may see allotments, else its Default Assessor.
func (s *Service) readers(ctx context.Context, o organizations.Organization, assessmentID int64) ([]reader, error) {
	var found []reader
	err := s.Store.Read(ctx).Raw(`SELECT u.email, u.first_name, u.last_name, u.language
		FROM user_organizations uo JOIN users u ON u.id = uo.user_id
		WHERE uo.organization_id = ? AND u.type = 'manager' AND u.is_suspended = ? AND u.email <> ''
		AND u.restrictions NOT LIKE '%"hide_allotments"%'
		AND EXISTS (SELECT 1 FROM user_assessments ua WHERE ua.user_id = u.id AND ua.assessment_id = ?)
		ORDER BY u.id LIMIT ?`, o.ID, false, assessmentID, mostWarned).Scan(&found).Error
	if err != nil {
		return nil, fmt.Errorf("find managers to warn: %w", err)
	}
	if len(found) == 0 && o.AssessorEmail != "" {
		found = append(found, reader{Email: o.AssessorEmail, FirstName: o.AssessorName})
	}
	return found, nil
}
