package rehearsal

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"portico/backend/access"
	"portico/backend/store"
)

func placedAct() act {
	return act{
		id: "placed", title: titled("Look at what was made"),
		about:   "Compares the new organization and its manager with the Model User and the settings.",
		reached: needsPartner,
		play:    playPlaced,
	}
}

type placed struct {
	ParentID          int64
	Level             int
	ResponseAllotment string
	BCCEmail          string `gorm:"column:bcc_email"`
	AssessorEmail     string
	Status            string
}

type placedManager struct {
	Type         string
	IsSuspended  bool
	Restrictions store.Strings
	PasswordHash string
	TOTPActiveAt *int64 `gorm:"column:totp_active_at"`
}

func playPlaced(r *run, ctx context.Context, s *stepper) error {
	p, first := r.plan, r.first
	db := r.sandbox.Store.Read(ctx)
	const columns = "SELECT COALESCE(parent_id, 0) AS parent_id, level, response_allotment, bcc_email, assessor_email, status FROM organizations WHERE id = "
	var made, model placed
	var manager placedManager
	var organizations []int64
	var given []assessment
	err := errors.Join(
		db.Raw(columns+"?", first.organizationID).Scan(&made).Error,
		db.Raw(columns+"(SELECT uo.organization_id FROM user_organizations uo JOIN organizations o ON o.id = uo.organization_id WHERE uo.user_id = ? AND o.status = 'active' ORDER BY uo.position, o.id LIMIT 1)", p.model.ID).Scan(&model).Error,
		db.Raw("SELECT type, is_suspended, restrictions, password_hash, totp_active_at FROM users WHERE id = ?", first.userID).Scan(&manager).Error,
		db.Raw("SELECT organization_id FROM user_organizations WHERE user_id = ? ORDER BY organization_id", first.userID).Scan(&organizations).Error,
		db.Raw("SELECT a.id, a.name FROM user_assessments ua JOIN assessments a ON a.id = ua.assessment_id WHERE ua.user_id = ? ORDER BY a.id", first.userID).Scan(&given).Error,
	)
	if err != nil {
		return fmt.Errorf("read test partner: %w", err)
	}
	parent := or(p.parent.Name, "none: level 1")
	s.check(made.ParentID == p.parent.ID && made.Level == p.parent.Level+1, "Parent", parent, fmt.Sprintf("%s, level %d", or(r.nameOf(ctx, made.ParentID), "none"), made.Level), "The new organization does not stand under the right parent.", mendPortal)
	s.check(made.ResponseAllotment == p.portal.DefaultResourceAllocation, "Response Allotment", allocation(p.portal.DefaultResourceAllocation), allocation(made.ResponseAllotment),
		fmt.Sprintf("Default Resource Allocation is %s, but the new organization got %s.", allocation(p.portal.DefaultResourceAllocation), allocation(made.ResponseAllotment)), mendPortal)
	s.check(made.BCCEmail == model.BCCEmail && made.AssessorEmail == model.AssessorEmail, "BCC Email Address and Default Assessor", "as the Model Organization's", "", "BCC Email Address or Default Assessor were not copied from the Model Organization.", mendPortal)
	s.check(manager.Type == "manager" && !manager.IsSuspended, "The login", "an active Assessment Manager", manager.Type, "The new login is no active Assessment Manager.", mendPortal)
	s.check(slices.Equal(organizations, []int64{first.organizationID}), "Organizations of the manager", first.organization+" alone", amount(len(organizations), "organization"), "The new manager belongs to other organizations than their own.", mendPortal)
	s.check(manager.PasswordHash != "" && manager.TOTPActiveAt == nil, "Password and second factor", "their own password, no second factor yet", "", "The new login carries something of the Model User's person.", mendUsers)
	checkGiven(s, p.given, names(given), "What the manager was given")
	wanted, got := p.restrictions.Names(), slices.Clone([]string(manager.Restrictions))
	slices.Sort(wanted)
	slices.Sort(got)
	s.check(slices.Equal(wanted, got), "Restrictions", or(restrictionLabels(wanted), "none"), or(restrictionLabels(got), "none"), "The restrictions differ from the Model User's.", mendPortal)
	if err := r.checkMail(ctx, s, first.email, mailWelcome, "The welcome mail"); err != nil {
		return err
	}
	s.sum(fmt.Sprintf("%s, %s, %s", amount(len(given), "assessment"), amount(len(got), "restriction"), allocation(made.ResponseAllotment)), "as the Model User and the settings say", "the same")
	return nil
}

func (r *run) nameOf(ctx context.Context, organizationID int64) string {
	var name string
	if r.sandbox.Store.Read(ctx).Raw("SELECT name FROM organizations WHERE id = ?", organizationID).Scan(&name).Error != nil {
		return ""
	}
	return name
}

func names(given []assessment) []string {
	all := []string{}
	for _, one := range given {
		all = append(all, one.Name)
	}
	return all
}

// checkGiven compares assessments by their names.
func checkGiven(s *stepper, wanted []assessment, got []string, what string) {
	expected := names(wanted)
	slices.Sort(expected)
	got = slices.Clone(got)
	slices.Sort(got)
	missing, more := difference(expected, got), difference(got, expected)
	problem := ""
	if len(missing) > 0 {
		problem = fmt.Sprintf("The manager lacks %s, which the Model User has.", quoted(missing))
	}
	if len(more) > 0 {
		problem = strings.TrimSpace(problem + fmt.Sprintf(" The manager has %s, which the Model User has not.", quoted(more)))
	}
	if s.run != nil && !s.run.plan.open {
		problem = strings.ReplaceAll(problem, "the Model User has not", "nobody gave them")
		problem = strings.ReplaceAll(problem, "which the Model User has", "which was given to them")
	}
	s.check(slices.Equal(expected, got), what, or(quoted(expected), "no assessment"), or(quoted(got), "no assessment"), problem, mendPortal)
}

// difference returns what a has more of than b. Both are sorted.
func difference(a, b []string) []string {
	left := slices.Clone(b)
	var more []string
	for _, one := range a {
		if at := slices.Index(left, one); at >= 0 {
			left = slices.Delete(left, at, at+1)
			continue
		}
		more = append(more, one)
	}
	return more
}

func quoted(texts []string) string {
	all := make([]string, len(texts))
	for i, one := range texts {
		all[i] = "“" + one + "”"
	}
	return strings.Join(all, ", ")
}

func restrictionLabels(names []string) string {
	labels := []string{}
	for _, label := range access.RestrictionLabels() {
		if slices.Contains(names, string(label.Name)) {
			labels = append(labels, label.Label)
		}
	}
	return strings.Join(labels, ", ")
}

var webAddress = regexp.MustCompile(`https?://[^\s)>\]]+`)

// checkMail looks for a mail and where its links lead: they must start with the
// sandbox's own address, as those of the site start with its public address.
func (r *run) checkMail(ctx context.Context, s *stepper, email, kind, what string) error {
	content, err := r.sandbox.mailTo(ctx, email, kind)
	if errors.Is(err, errNoMail) {
		s.check(false, what, "is in the outbox", "there is none", what+" was not written.", mendOutbox)
		return nil
	}
	if err != nil {
		return err
	}
	for _, address := range webAddress.FindAllString(content.Text, -1) {
		if !strings.HasPrefix(address, r.sandbox.base) && !r.isWritten(hostOf(address)) {
			s.check(false, what, "links start with "+r.sandbox.base, address[:min(len(address), 60)], fmt.Sprintf("%s leads to %s instead of this site's own address.", what, hostOf(address)), mendListener)
			return nil
		}
	}
	s.check(true, what, "is held in the outbox, its links lead here", string(content.State), "", mend{})
	s.check(content.State == "held", what+" is", "held", string(content.State), "A mail of the sandbox was handed over for sending.", mendOutbox)
	return nil
}

func hostOf(address string) string {
	_, rest, _ := strings.Cut(address, "://")
	host, _, _ := strings.Cut(rest, "/")
	return host
}
