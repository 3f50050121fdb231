package mail

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"time"

	"gorm.io/gorm"

	"portico/backend/secrets"
	"portico/backend/store"
)

// How sending goes on when it goes wrong.
//
// What the server has against one mail for now (a 4xx answer, a connection that
// breaks off) postpones that mail by 1, 2, 4 … minutes, at most 4 hours, 20
// times: about two days. What it has against a mail or recipient for good (5xx)
// fails it at once. What keeps every mail (no connection, a refused login or
// sender) is no mail's fault: none is counted against, and the server is left
// alone for 1, 2, 4 … at most 30 minutes. A mail that waited five days
// (RFC 5321 §4.5.4.1) has failed.
const (
	firstPause    = time.Minute
	longestPause  = 4 * time.Hour
	mostAttempts  = 20
	longestOutage = 30 * time.Minute
	longestWait   = 5 * 24 * time.Hour
	// claimLasts is longer than handing a mail over can take.
	claimLasts = 10 * time.Minute
)

// pause returns how long to wait after so many failures in a row.
func pause(failures int, most time.Duration) time.Duration {
	return min(most, firstPause<<min(max(failures, 1)-1, 20))
}

// SendDue hands over every mail whose time has come, one after the other, and
// returns how many the server took. It does nothing while sending is off, in a
// sandbox, or while the server is left alone.
//
// Any number of processes may do it at once: each mail is claimed in the
// database before, so that it is sent by one of them. A process that is killed
// loses its claim after ten minutes. Only when it is killed between the server's
// answer and the commit that notes it does the mail go out twice, with one same
// Message-ID: SMTP offers no way to do without that.
func (o *Outbox) SendDue(ctx context.Context) (int, error) {
	sends, err := o.Sends(ctx)
	if err != nil || !sends {
		return 0, err
	}
	server, err := o.Server(ctx)
	if err != nil || o.store.Now().Before(server.PausedUntil.Time) {
		return 0, err
	}
	password, err := o.password(ctx)
	if err != nil {
		return 0, err
	}
	sent := 0
	var talk *conversation
	defer func() {
		if talk != nil {
			talk.close()
		}
	}()
	for ctx.Err() == nil {
		message, found, err := o.claim(ctx)
		if err != nil || !found {
			return sent, err
		}
		after := context.WithoutCancel(ctx) // what happened is noted, also when the program ends
		over, err := o.isOver(after, message)
		if err == nil && over {
			err = o.callOff(after, message)
		}
		if err != nil {
			return sent, err
		}
		if over {
			continue
		}
		if talk == nil {
			talk, err = dial(ctx, server.Mail, password, o.patience)
			if err != nil && ctx.Err() != nil {
				return sent, o.release(after, message)
			}
			if err != nil {
				return sent, o.putBack(after, message, err)
			}
		}
		done, err := o.handOver(after, talk, message)
		if err != nil {
			return sent, err
		}
		if done.isBroken {
			wasUsed := talk.used
			talk.drop()
			talk = nil
			if done.isServer && wasUsed {
				// The server had tired of an open connection: a new one will do.
				if err := o.release(after, message); err != nil {
					return sent, err
				}
				continue
			}
		}
		if done.isServer {
			return sent, o.putBack(after, message, done.whole)
		}
		complete, err := o.settle(after, message, done)
		if err != nil {
			return sent, err
		}
		if complete {
			sent++
		}
	}
	return sent, nil
}

// claim takes the mail that has been due for longest, so that nobody else sends
// it.
func (o *Outbox) claim(ctx context.Context) (Message, bool, error) {
	now := o.store.Now()
	const due = "state = 'queued' AND next_at <= ? AND (lease_until IS NULL OR lease_until <= ?)"
	var there int64
	if err := o.store.Read(ctx).Raw("SELECT EXISTS (SELECT 1 FROM outbox WHERE "+due+")", now, now).Scan(&there).Error; err != nil {
		return Message{}, false, fmt.Errorf("look for mails: %w", err)
	}
	if there == 0 {
		return Message{}, false, nil // most of the time; the one writer stays free
	}
	var claimed []Message
	err := o.store.Write(ctx).Raw("UPDATE outbox SET lease = ?, lease_until = ? WHERE id = (SELECT id FROM outbox WHERE "+due+" ORDER BY next_at, id LIMIT 1) RETURNING *",
		rand.Text(), now.Add(claimLasts), now, now).Scan(&claimed).Error
	if err != nil {
		return Message{}, false, fmt.Errorf("claim mail: %w", err)
	}
	if len(claimed) == 0 {
		return Message{}, false, nil
	}
	return claimed[0], true, nil
}

// handOver sends a claimed mail to whoever did not get it yet.
func (o *Outbox) handOver(ctx context.Context, talk *conversation, message Message) (delivery, error) {
	now := o.store.Now()
	if message.IsSealed && (message.Body == "" || !now.Before(message.ExpiresAt.Time)) {
		return delivery{whole: &trouble{text: expiredReason}}, nil
	}
	text, err := o.text(message)
	if errors.Is(err, secrets.ErrUnsealable) {
		return delivery{whole: &trouble{text: "Its text can't be opened: it was sealed with another master key."}}, nil
	}
	if err != nil {
		return delivery{}, err
	}
	attached, err := o.attached(ctx, message.ID)
	if err != nil {
		return delivery{}, err
	}
	composed, err := o.compose(message, text, attached, talk.server)
	if errors.Is(err, errUnwritable) {
		return delivery{whole: errUnwritable}, nil
	}
	if err != nil {
		return delivery{}, err
	}
	// RFC 3834: nobody's absence notice should answer it.
	composed.SetGenHeader("Auto-Submitted", "auto-generated")
	return talk.send(composed, message.missing()), nil
}

// missing returns the addresses that a mail has still to go to, the recipient
// first.
func (m Message) missing() []string {
	var addresses []string
	if m.DeliveredAt.IsZero() {
		addresses = append(addresses, m.ToEmail)
	}
	if m.BCCEmail != "" && m.CopiedAt.IsZero() {
		addresses = append(addresses, m.BCCEmail)
	}
	return addresses
}

// settle writes down what became of a claimed mail, and reports whether all got
// it. What a person decided meanwhile stays, unless the mail was sent.
func (o *Outbox) settle(ctx context.Context, message Message, done delivery) (bool, error) {
	now := o.store.Now()
	change := map[string]any{"lease": "", "lease_until": nil}
	if done.taken[message.ToEmail] {
		change["delivered_at"], message.DeliveredAt = now, now
	}
	if done.taken[message.BCCEmail] {
		change["copied_at"], message.CopiedAt = now, now
	}
	outcome, reason, next := done.verdict(message)
	switch outcome {
	case Taken:
		change["state"], change["sent_at"], change["last_error"] = Sent, now, ""
		if message.IsSealed {
			change["body"] = ""
		}
	case Refused:
		change["state"], change["last_error"] = whileQueued(Failed), reason
	case Later:
		change["attempts"], change["next_at"], change["last_error"] = message.Attempts+1, now.Add(next), reason
	}
	err := o.store.InTx(ctx, func(ctx context.Context) error {
		result := o.store.Write(ctx).Model(&Message{}).Where("id = ? AND lease = ?", message.ID, message.Lease).Updates(change)
		if result.Error != nil || result.RowsAffected == 0 {
			return result.Error // another process has taken the mail over
		}
		if err := o.noteAttempt(ctx, message.ID, outcome, reason); err != nil {
			return err
		}
		if len(done.taken) == 0 {
			return nil
		}
		return o.changeServer(ctx, "failures = 0, reason = '', failed_at = NULL, paused_until = NULL, sent_at = ?", now)
	})
	if err != nil {
		return false, fmt.Errorf("note what became of mail: %w", err)
	}
	return outcome == Taken, nil
}

// verdict sums a delivery up: what comes next, why, and after how long.
func (d delivery) verdict(message Message) (Outcome, string, time.Duration) {
	missing := message.missing()
	if len(missing) == 0 {
		return Taken, "", 0
	}
	worst := d.whole
	for _, address := range missing {
		if refusal := d.refused[address]; refusal != nil && (worst == nil || worst.isForNow) {
			worst = refusal
		}
	}
	if worst == nil {
		worst = later("The mail server did not say what became of the mail.")
	}
	reason := worst.text
	if !message.DeliveredAt.IsZero() {
		reason = "The recipient has it, the copy is missing. " + reason
	}
	if !worst.isForNow {
		return Refused, reason, 0
	}
	if message.Attempts+1 >= mostAttempts {
		return Refused, fmt.Sprintf("Given up after %d attempts. %s", mostAttempts, reason), 0
	}
	return Later, reason, pause(message.Attempts+1, longestPause)
}

// putBack gives a claimed mail back as it was and leaves the server alone for a
// while.
func (o *Outbox) putBack(ctx context.Context, message Message, why error) error {
	now := o.store.Now()
	err := o.store.InTx(ctx, func(ctx context.Context) error {
		if err := o.release(ctx, message); err != nil {
			return err
		}
		var failures int
		if err := o.store.Read(ctx).Raw("SELECT failures FROM mail_server").Scan(&failures).Error; err != nil {
			return err
		}
		return o.changeServer(ctx, "failures = ?, reason = ?, failed_at = ?, paused_until = ?", failures+1, why.Error(), now, now.Add(pause(failures+1, longestOutage)))
	})
	if err != nil {
		return fmt.Errorf("put mail back: %w", err)
	}
	return nil
}

// release gives a claimed mail back as it was.
func (o *Outbox) release(ctx context.Context, message Message) error {
	err := o.store.Write(ctx).Model(&Message{}).Where("id = ? AND lease = ?", message.ID, message.Lease).
		Updates(map[string]any{"lease": "", "lease_until": nil}).Error
	if err != nil {
		return fmt.Errorf("release mail: %w", err)
	}
	return nil
}

// GiveUp fails the mails that have waited for the server for five days, and
// returns how many there were.
func (o *Outbox) GiveUp(ctx context.Context) (int64, error) {
	now := o.store.Now()
	var count int64
	err := o.store.InTx(ctx, func(ctx context.Context) error {
		const old = "state = 'queued' AND queued_at <= ? AND (lease_until IS NULL OR lease_until <= ?)"
		since := now.Add(-longestWait)
		reason := "It waited for the mail server for five days."
		var server string
		if err := o.store.Read(ctx).Raw("SELECT reason FROM mail_server").Scan(&server).Error; err != nil {
			return err
		}
		if server != "" {
			reason += " " + server
		}
		err := o.store.Write(ctx).Exec("INSERT INTO outbox_attempts (mail_id, at, outcome, reason) SELECT id, ?, ?, ? FROM outbox WHERE "+old, now, Refused, reason, since, now).Error
		if err != nil {
			return err
		}
		result := o.store.Write(ctx).Model(&Message{}).Where(old, since, now).Updates(map[string]any{"state": Failed, "last_error": reason})
		count = result.RowsAffected
		return result.Error
	})
	if err != nil {
		return 0, fmt.Errorf("give mails up: %w", err)
	}
	return count, nil
}

// whileQueued is a new state for a mail that nobody cancelled meanwhile.
func whileQueued(state State) any {
	return gorm.Expr("CASE WHEN state = 'queued' THEN ? ELSE state END", state)
}

// Outcome is what became of one attempt.
type Outcome string

// The outcomes of an attempt.
const (
	Taken   Outcome = "sent"
	Later   Outcome = "later"
	Refused Outcome = "refused"
)

// Attempt is one try to send a mail.
type Attempt struct {
	ID      int64
	At      store.Time
	Outcome Outcome
	Reason  string
}

func (o *Outbox) noteAttempt(ctx context.Context, id int64, outcome Outcome, reason string) error {
	return o.store.Write(ctx).Exec("INSERT INTO outbox_attempts (mail_id, at, outcome, reason) VALUES (?, ?, ?, ?)", id, o.store.Now(), outcome, reason).Error
}

// Attempts returns the attempts to send a mail, the latest first, at most 50.
// They are for the administrator: what a server says may name others.
func (o *Outbox) Attempts(ctx context.Context, id int64) ([]Attempt, error) {
	attempts := []Attempt{}
	err := o.store.Read(ctx).Raw("SELECT id, at, outcome, reason FROM outbox_attempts WHERE mail_id = ? ORDER BY id DESC LIMIT 50", id).Scan(&attempts).Error
	if err != nil {
		return nil, fmt.Errorf("list attempts: %w", err)
	}
	return attempts, nil
}
