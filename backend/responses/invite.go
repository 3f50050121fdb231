package responses

import (
	"context"
	"fmt"
	"time"

	"golang.org/x/text/language"

	"portico/backend/access"
	"portico/backend/audit"
	"portico/backend/fault"
	"portico/backend/mail"
	"portico/backend/organizations"
	"portico/backend/secrets"
	"portico/backend/store"
)

// Input is what may be said of a response when it is made. Organization and
// assessment can't be changed afterwards.
type Input struct {
	OrganizationID int64
	AssessmentID   int64
	FirstName      string
	LastName       string
	Email          string
	Language       string // "en", "de" or "" for the browser's
	AssessorName   string // with AssessorEmail empty: the organization's Default Assessor
	AssessorEmail  string
	ExpiresAt      store.Time // zero: DefaultTime from now
	Classifiers    Classes
	Drivers        Drivers // where the assessment's drivers are set by response
	RemindDays     int     // before the end, when a reminder goes out by itself; 0 for never
}

// validate cleans the input and gathers what is wrong with it. nameless lets
// somebody through who says neither name nor email.
func (in *Input) validate(now store.Time, needsEmail, nameless bool) *fault.Fields {
	in.FirstName, in.LastName, in.Email = store.Clean(in.FirstName), store.Clean(in.LastName), store.Clean(in.Email)
	in.AssessorName, in.AssessorEmail = store.Clean(in.AssessorName), store.Clean(in.AssessorEmail)
	if in.ExpiresAt.IsZero() {
		in.ExpiresAt = now.Add(DefaultTime)
	}
	fields := &fault.Fields{}
	fields.Require(in.Email != "" || !needsEmail, "email", "Enter the respondent's email address.")
	fields.Require(in.Email == "" || mail.IsAddress(in.Email), "email", "Use one address such as name@example.com.")
	fields.Require(nameless || needsEmail || in.FirstName != "" || in.LastName != "" || in.Email != "", "firstName", "Enter a name or an email address.")
	fields.Require(len([]rune(in.FirstName)) <= MaxName, "firstName", "Use at most 100 characters.")
	fields.Require(len([]rune(in.LastName)) <= MaxName, "lastName", "Use at most 100 characters.")
	fields.Require(len([]rune(in.AssessorName)) <= 2*MaxName, "assessorName", "Use at most 200 characters.")
	fields.Require(in.AssessorEmail == "" || mail.IsAddress(in.AssessorEmail), "assessorEmail", "Use one address such as name@example.com.")
	if in.Language != "" {
		_, err := language.Parse(in.Language)
		fields.Require(err == nil && len(in.Language) <= 35, "language", "Choose a language from the list.")
	}
	fields.Require(in.RemindDays >= 0 && in.RemindDays <= MaxRemindDays, "remind", "Use a number from 0 to 60.")
	checkExpiry(fields, now, in.ExpiresAt)
	return fields
}

func checkExpiry(fields *fault.Fields, now, expires store.Time) {
	fields.Require(expires.After(now.Time), "expires", "Choose a day that is not over.")
	fields.Require(!expires.After(now.Add(LongestTime).Time), "expires", "Choose a day within the next two years.")
}

// Made is a response that was just made, with the respondent's link. The link
// is shown this once; later it can only be sent.
type Made struct {
	Response
	Link string
}

// Add makes a response by hand, without a mail: the link is handed over by
// whoever asked.
//
// It returns an Invalid fault for the fields at fault (organizationId,
// assessmentId, firstName, lastName, email, assessorName, assessorEmail,
// expires), a Forbidden one with No adding responses, and an Exhausted one where
// the organization has none left (ALT-2).
func (s *Service) Add(ctx context.Context, scope access.Scope, input Input) (Made, error) {
	if err := refuse(scope, access.NoAdding, "Your access does not include adding responses."); err != nil {
		return Made{}, err
	}
	return s.create(ctx, scope, input, nil, false)
}

// Invite makes a response and puts the invitation into the outbox, all in one
// transaction. The faults are those of Add, with No inviting.
func (s *Service) Invite(ctx context.Context, scope access.Scope, input Input) (Made, error) {
	if err := refuse(scope, access.NoInviting, "Your access does not include inviting respondents."); err != nil {
		return Made{}, err
	}
	return s.create(ctx, scope, input, nil, true)
}

func (s *Service) create(ctx context.Context, scope access.Scope, input Input, membership *Membership, invite bool) (Made, error) {
	now := s.store.Now()
	fields := input.validate(now, invite, membership != nil && membership.ByLink)
	plain, hash := secrets.NewToken()
	var made Made
	err := s.store.InTx(ctx, func(ctx context.Context) error {
		organization, err := s.organizationFor(ctx, scope, fields, input.OrganizationID)
		if err != nil {
			return err
		}
		versionID, err := s.versionFor(ctx, scope, fields, input.AssessmentID)
		if err != nil {
			return err
		}
		classes, err := s.classify(ctx, fields, organization, input.Classifiers)
		if err != nil {
			return err
		}
		if err := fields.Err(); err != nil {
			return err
		}
		drivers, err := s.ownDrivers(ctx, input, membership, versionID)
		if err != nil {
			return err
		}
		held, err := s.allotments.Hold(ctx, organization, input.AssessmentID)
		if err != nil {
			return err
		}
		if input.AssessorEmail == "" && input.AssessorName == "" {
			input.AssessorName, input.AssessorEmail = organization.AssessorName, organization.AssessorEmail
		}
		r := Response{
			OrganizationID: organization.ID, Trail: store.TrailOf(organization.Path), AssessmentID: input.AssessmentID, VersionID: versionID, State: Invited,
			TokenHash: hash, Language: input.Language, Drivers: drivers, Classifiers: classes, AllotmentID: held,
			ExpiresAt: input.ExpiresAt, RemindAt: RemindAt(now, input.ExpiresAt, input.RemindDays), CreatedAt: now, UpdatedAt: now,
		}
		r.join(membership)
		r.takePerson(input)
		if scope.UserID() != 0 {
			by := scope.UserID()
			r.InvitedByID = &by
		}
		if err := s.store.Write(ctx).Create(&r).Error; err != nil {
			return fmt.Errorf("create response: %w", err)
		}
		if err := s.sealLink(ctx, &r, plain); err != nil {
			return err
		}
		link, err := s.link(ctx, plain)
		if err != nil {
			return err
		}
		if invite {
			if err := s.sendInvitation(ctx, &r, organization, link); err != nil {
				return err
			}
		}
		made = Made{disguise(scope, r), link}
		action := "response.add"
		if invite {
			action = "response.invite"
		}
		return s.log.Record(ctx, audit.Change{Action: action, Subject: subject(r), After: record(r)})
	})
	return made, err
}

// organizationFor returns the organization that a new response is for.
func (s *Service) organizationFor(ctx context.Context, scope access.Scope, fields *fault.Fields, id int64) (organizations.Organization, error) {
	o, err := s.organizations.Find(ctx, scope, id)
	switch {
	case fault.Is(err, fault.NotFound):
		fields.Add("organizationId", "Choose an organization from the list.")
		return organizations.Organization{}, nil
	case err == nil && !o.IsActive():
		fields.Add("organizationId", "This organization is archived. Choose another.")
	}
	return o, err
}

// versionFor returns the version that a new response gets.
func (s *Service) versionFor(ctx context.Context, scope access.Scope, fields *fault.Fields, assessmentID int64) (int64, error) {
	id, _, err := s.assessments.Current(ctx, scope, assessmentID)
	switch {
	case fault.Is(err, fault.NotFound):
		fields.Add("assessmentId", "Choose an assessment from the list.")
		return 0, nil
	case fault.Is(err, fault.Conflict):
		fields.Add("assessmentId", fault.As(err).Message)
		return 0, nil
	}
	return id, err
}

func (r *Response) takePerson(input Input) {
	r.FirstName, r.LastName, r.Email = input.FirstName, input.LastName, input.Email
	r.SearchKey = store.Fold(input.FirstName + " " + input.LastName + " " + input.Email)
	r.AssessorName, r.AssessorEmail = input.AssessorName, input.AssessorEmail
}

// sealLink keeps the link's token for sending it again. The place names the
// row, so it is sealed once the row has its id.
func (s *Service) sealLink(ctx context.Context, r *Response, plain string) error {
	sealed, err := s.key.Seal(r.place(), []byte(plain))
	if err != nil {
		return fmt.Errorf("seal link: %w", err)
	}
	r.Token = sealed
	if err := s.store.Write(ctx).Model(&Response{}).Where("id = ?", r.ID).Update("token", sealed).Error; err != nil {
		return fmt.Errorf("seal link: %w", err)
	}
	return nil
}

// link returns the respondent's address, from the configured public address
// and never from a request (SEC-23).
func (s *Service) link(ctx context.Context, plain string) (string, error) {
	base, err := s.settings.PublicBase(ctx)
	return base + "/r/" + plain, err
}

// openLink returns the link of a response that exists.
func (s *Service) openLink(ctx context.Context, r Response) (string, error) {
	plain, err := s.key.Open(r.place(), r.Token)
	if err != nil {
		return "", fmt.Errorf("open link: %w", err)
	}
	return s.link(ctx, string(plain))
}

// Resend puts the invitation of an open response into the outbox once more,
// with the link that it has. The earlier mails' texts are blanked.
func (s *Service) Resend(ctx context.Context, scope access.Scope, id int64) (Response, error) {
	if err := refuse(scope, access.NoResending, "Your access does not include sending invitations again."); err != nil {
		return Response{}, err
	}
	return s.change(ctx, scope, id, "response.resend", func(ctx context.Context, r *Response) error {
		if err := s.mustBeOpen(*r, "sent again"); err != nil {
			return err
		}
		if r.SentAt.IsZero() {
			// The first mail of a response that was added by hand is an invitation.
			if err := refuse(scope, access.NoInviting, "Your access does not include inviting respondents."); err != nil {
				return err
			}
		}
		if r.Email == "" {
			return fault.New(fault.Conflict, "This response has no email address. Edit it and enter one first.")
		}
		organization, err := s.organizations.Find(ctx, scope, r.OrganizationID)
		if err != nil {
			return err
		}
		link, err := s.openLink(ctx, *r)
		if err != nil {
			return err
		}
		if err := s.outbox.BlankFor(ctx, "response", r.ID); err != nil {
			return err
		}
		return s.sendInvitation(ctx, r, organization, link)
	})
}

// mustBeOpen returns a Conflict fault that says why a response can't be "sent
// again", "changed" … any more.
func (s *Service) mustBeOpen(r Response, deed string) error {
	switch r.At(s.store.Now()) {
	case Completed:
		return fault.New(fault.Conflict, "This response is completed and can't be "+deed+".")
	case Cancelled:
		return fault.New(fault.Conflict, "This response is cancelled and can't be "+deed+".")
	case Expired:
		return fault.New(fault.Conflict, "The time to answer is over. Extend it first.")
	}
	return nil
}

// EndOfDay returns the end of a day written as 2026-03-31, in a time zone.
func EndOfDay(day string, zone *time.Location) (store.Time, error) {
	start, err := time.ParseInLocation(time.DateOnly, day, zone)
	if err != nil {
		return store.Time{}, fmt.Errorf("read day: %w", err)
	}
	return store.At(time.Date(start.Year(), start.Month(), start.Day()+1, 0, 0, 0, 0, zone).Add(-time.Minute)), nil
}

// LinkOf returns an open response with its link, to be handed over. Only of
// one that was added by hand: a link that was mailed belongs to whoever got
// the mail. It needs the right to add responses.
func (s *Service) LinkOf(ctx context.Context, scope access.Scope, id int64) (Made, error) {
	if err := refuse(scope, access.NoAdding, "Your access does not include adding responses."); err != nil {
		return Made{}, err
	}
	if err := refuse(scope, access.HideIdentities, "Respondents are hidden with your access, and the page behind the link calls them by name."); err != nil {
		return Made{}, err
	}
	r, err := s.find(ctx, scope, id)
	if err != nil {
		return Made{}, err
	}
	if r.IsAnonymous {
		return Made{}, errTogether
	}
	if !r.SentAt.IsZero() {
		return Made{}, fault.New(fault.Conflict, "The link of this response was sent by email, and only its recipient may have it. Send the invitation again instead.")
	}
	if err := s.mustBeOpen(r, "answered"); err != nil {
		return Made{}, err
	}
	link, err := s.openLink(ctx, r)
	return Made{disguise(scope, r), link}, err
}
