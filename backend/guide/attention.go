package guide

import (
	"fmt"
	"net/netip"
	"net/url"
	"strings"

	"portico/backend/portal"
	"portico/backend/rehearsal"
	"portico/backend/store"
)

// The tones of what needs the administrator.
const (
	Bad  = "bad"  // something does not work
	Warn = "warn" // something waits, or may go wrong
)

// Attention is one thing that needs the administrator.
type Attention struct {
	Kind   string // which it is, for programs: "model_user"
	Tone   string
	Title  string
	Detail string
	Button string
	To     string
}

const (
	portalSettings   = "/settings/features/partner-portal"
	listenerSettings = "/settings/listener"
)

// attention gathers what needs the administrator, worst first.
func (f facts) attention() []Attention {
	all := []Attention{}
	add := func(when bool, one Attention) {
		if when {
			all = append(all, one)
		}
	}
	add(f.auditProblem != "", Attention{"audit", Bad, "The audit log was changed from outside", f.auditProblem, "See", "/audit"})
	if f.isOn() {
		mend := portalSettings
		if id := f.status.Model.User.ID; id != 0 {
			mend = fmt.Sprintf("/users/%d", id)
		}
		add(f.status.ModelProblem != "", Attention{"model_user", Bad, "Nobody can register: the Model User", f.status.ModelProblem, "Mend", mend})
		add(f.status.ModelProblem == "" && len(f.status.Model.Unpublished) > 0 && f.status.Portal.AllowExternalOrganizationCreation, f.unpublishedOfModel(mend))
		add(f.status.LevelProblem != "", Attention{"level", Bad, "Nobody can register: no parent to choose", f.status.LevelProblem, "Mend", portalSettings})
		add(f.running.Problem != "", Attention{"listener", Bad, "The portal can't start", f.running.Problem, "Mend", listenerSettings})
		add(!f.running.Running && f.running.Problem == "", Attention{"listener", Warn, "The portal is closed", "Links lead nowhere until its listener runs.", "Start", listenerSettings})
	}
	if f.running.Running {
		add(f.reached.problem != "", Attention{"unreachable", Bad, "The public address does not lead here", f.reached.problem, "Mend", listenerSettings})
		if unprotected := portal.Unprotected(f.listener); unprotected != "" {
			add(true, Attention{"unprotected", Warn, "The portal is not protected", unprotected, "Mend", listenerSettings})
		}
	}
	add(f.linksStayHere(), Attention{"loopback", Warn, "Links open on this machine only", fmt.Sprintf("Every link starts with %s, which nobody outside can open. Set the public address.", f.listener.PublicBase()), "Set address", listenerSettings})
	add(f.waiting > 0, f.waitsForApproval())
	add(f.mailServer.IsOn && f.mailServer.Reason != "", Attention{"mail_server", Bad, "Mails are not going out", f.mailServer.Reason, "Mend", "/settings/mail"})
	add(f.failedMails > 0, Attention{"mails", Bad, sentence(f.failedMails, "1 mail could not be sent", "%s mails could not be sent"), "The Outbox says why, and sends them again.", "See", "/outbox?state=failed"})
	add(f.documents.Stuck > 0, Attention{"documents_stuck", Bad, atMost(f.documents.Stuck, "1 sent document waits for nobody who can sign it", "%s sent documents wait for nobody who can sign them"), "Signers says what each person lacks.", "See", "/documents?state=stuck"})
	add(f.orders.Problems > 0 && f.general.UseAllotments, Attention{"orders_problem", Bad, sentence(f.orders.Problems, "1 order needs your decision", "%s orders need your decision"), "A payment came that does not fit its order, or a refund went unanswered.", "Decide", "/purchases?state=problem"})
	add(f.orders.Awaiting > 0 && f.general.UseAllotments, Attention{"orders_awaiting", Warn, sentence(f.orders.Awaiting, "1 order waits for its payment", "%s orders wait for their payment"), "Mark them as paid once the money is there.", "See", "/purchases?state=awaiting"})
	add(f.lowAllotments > 0, Attention{"allotments", Warn, sentence(f.lowAllotments, "1 allotment is low", "%s allotments are low"), "When none is left, nobody can be added or invited.", "See", "/allotments?state=low"})
	add(f.closing > 0 && f.general.UseCohorts, Attention{"cohorts", Warn, sentence(f.closing, "1 cohort closes within a week", "%s cohorts close within a week"), "Not everybody in it has answered. They can be reminded, or the closing day moved.", "See", "/cohorts?state=open"})
	add(f.documents.Overdue > 0, Attention{"documents_overdue", Warn, atMost(f.documents.Overdue, "1 document is overdue", "%s documents are overdue"), "Their day is over and signatures are missing. Those who are waited for can be reminded.", "See", "/documents?state=overdue"})
	add(f.users.Locked > 0, Attention{"locked", Warn, sentence(f.users.Locked, "1 user is locked out", "%s users are locked out"), "After too many failures to sign in. It ends by itself, or now by you.", "See", "/users?status=locked"})
	all = append(all, f.endingLinks()...)
	add(f.rehearsal.Outcome == rehearsal.OutcomeFailed, Attention{"rehearsal", Warn, "The last rehearsal failed", fmt.Sprintf("%d of %d steps found something wrong.", f.rehearsal.Failed, f.rehearsal.Steps), "See", fmt.Sprintf("/rehearsal?report=%d", f.rehearsal.ID)})
	return all
}

// unpublishedOfModel says that new partners get an assessment that nobody can
// answer.
func (f facts) unpublishedOfModel(mend string) Attention {
	names := f.status.Model.Unpublished
	title := "New partners get an assessment that nobody can answer"
	if len(names) > 1 {
		title = fmt.Sprintf("New partners get %d assessments that nobody can answer", len(names))
	}
	return Attention{"model_assessments", Warn, title, fmt.Sprintf("The Model User has %s without a published version.", strings.Join(names, ", ")), "Mend", mend}
}

func (f facts) waitsForApproval() Attention {
	one := Attention{"approval", Warn, sentence(f.waiting, "1 registration waits for approval", "%s registrations wait for approval"), "", "Review", "/registrations?state=pending"}
	if !f.waitingSince.IsZero() {
		one.Detail = "Since " + f.waitingSince.In(f.now.Location()).Format("2 January 2006, 15:04") + "."
	}
	return one
}

// linksStayHere reports whether links were handed out, or the listener is for
// others, while every link names this machine alone.
func (f facts) linksStayHere() bool {
	base, err := url.Parse(f.listener.PublicBase())
	if err != nil || !isLoopback(base.Hostname()) || !f.isOn() {
		return false
	}
	handedOut := f.status.Link.Copied > 0 || f.users.HasActivation && !f.isSample
	return handedOut || f.running.Running && !f.listener.IsLoopback()
}

func isLoopback(host string) bool {
	if host == "localhost" {
		return true
	}
	address, err := netip.ParseAddr(host)
	return err == nil && address.IsLoopback()
}

// endingLinks names one link, or counts several.
func (f facts) endingLinks() []Attention {
	var soon, usedUp []Attention
	for _, link := range f.ending {
		to := fmt.Sprintf("/links/%d", link.ID)
		if link.UsesLimit != nil && link.Uses >= *link.UsesLimit {
			usedUp = append(usedUp, Attention{"link_used_up", Warn, fmt.Sprintf("The link “%s” is used up", link.Name), fmt.Sprintf("It was for %s.", count(*link.UsesLimit, "registration", "registrations")), "See", to})
			continue
		}
		soon = append(soon, Attention{"link_ends", Warn, fmt.Sprintf("The link “%s” ends soon", link.Name), "On " + f.moment(link.ExpiresAt) + ".", "See", to})
	}
	var all []Attention
	if len(soon) > 1 {
		soon = []Attention{{"link_ends", Warn, fmt.Sprintf("%d links end within 7 days", len(soon)), "The next one on " + f.moment(f.firstEnd()) + ".", "See", "/links?state=open"}}
	}
	if len(usedUp) > 1 {
		usedUp = []Attention{{"link_used_up", Warn, fmt.Sprintf("%d links are used up", len(usedUp)), "Nobody can register through them any more.", "See", "/links?state=used_up"}}
	}
	return append(append(all, soon...), usedUp...)
}

func (f facts) firstEnd() store.Time {
	for _, link := range f.ending {
		if link.UsesLimit == nil || link.Uses < *link.UsesLimit {
			return link.ExpiresAt
		}
	}
	return store.Time{}
}

func (f facts) moment(at store.Time) string {
	return at.In(f.now.Location()).Format("2 January 2006, 15:04")
}
