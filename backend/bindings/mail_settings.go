package bindings

import (
	"context"

	"portico/backend"
	"portico/backend/mail"
	"portico/backend/settings"
)

// MailSettings is Site Settings › Mail.
type MailSettings struct {
	IsOn          bool   `json:"isOn"`
	Server        string `json:"server"`
	Port          int    `json:"port"`
	Protection    string `json:"protection"` // "tls", "starttls", "none"
	Login         string `json:"login"`
	AuthorityFile string `json:"authorityFile"`
	SenderEmail   string `json:"senderEmail"`
	SenderName    string `json:"senderName"`
}

// MailPassword is the password of the login at the mail server. It goes in and
// never comes out.
type MailPassword struct {
	Password string `json:"password"`
	IsTyped  bool   `json:"isTyped"` // it takes the place of the one that is kept
}

// MailState is how mails are sent, and how it goes.
type MailState struct {
	Settings    MailSettings `json:"settings"`
	HasPassword bool         `json:"hasPassword"`
	Reason      string       `json:"reason"` // why mails don't go out just now; "" while they do
	FailedAt    string       `json:"failedAt"`
	PausedUntil string       `json:"pausedUntil"` // when the server is tried again
	SentAt      string       `json:"sentAt"`      // when it last took a mail
	Held        int64        `json:"held"`        // mails for a person to send; at most 10,001
	Queued      int64        `json:"queued"`
	Failed      int64        `json:"failed"`
}

// Mail returns how mails are sent.
func (s *SiteSettings) Mail() (MailState, error) {
	ctx, b, err := s.core.enter()
	if err != nil {
		return MailState{}, err
	}
	return mailState(ctx, b)
}

// SaveMail saves it. The server is tried again at once.
func (s *SiteSettings) SaveMail(input MailSettings, password MailPassword) (MailState, error) {
	ctx, b, err := s.core.enter()
	if err != nil {
		return MailState{}, err
	}
	if err := b.Outbox.SaveServer(ctx, input.settings(), password.typed()); err != nil {
		return MailState{}, err
	}
	return mailState(ctx, b)
}

// TestMail sends a test to an address through the server as it is typed, saved
// or not. The exact reason is an Unavailable fault.
func (s *SiteSettings) TestMail(input MailSettings, password MailPassword, to string) error {
	ctx, b, err := s.core.enter()
	if err != nil {
		return err
	}
	return b.Outbox.Try(ctx, input.settings(), password.typed(), to)
}

func (m MailSettings) settings() settings.Mail {
	return settings.Mail{
		IsOn: m.IsOn, Server: m.Server, Port: m.Port, Protection: m.Protection, Login: m.Login, AuthorityFile: m.AuthorityFile,
		SenderEmail: m.SenderEmail, SenderName: m.SenderName,
	}
}

func (m MailPassword) typed() *string {
	if !m.IsTyped {
		return nil
	}
	return &m.Password
}

func mailState(ctx context.Context, b *backend.Backend) (MailState, error) {
	server, err := b.Outbox.Server(ctx)
	if err != nil {
		return MailState{}, err
	}
	state := MailState{
		Settings: MailSettings{
			IsOn: server.IsOn, Server: server.Server, Port: server.Port, Protection: server.Protection, Login: server.Login,
			AuthorityFile: server.AuthorityFile, SenderEmail: server.SenderEmail, SenderName: server.SenderName,
		},
		HasPassword: server.HasPassword, Reason: server.Reason,
		FailedAt: server.FailedAt.RFC3339(), PausedUntil: server.PausedUntil.RFC3339(), SentAt: server.SentAt.RFC3339(),
	}
	for wanted, count := range map[mail.State]*int64{mail.Held: &state.Held, mail.Queued: &state.Queued, mail.Failed: &state.Failed} {
		if *count, err = b.Outbox.CountIn(ctx, wanted); err != nil {
			return MailState{}, err
		}
	}
	return state, nil
}
