package settings

import (
	"context"
	"time"

	"portico/backend/fault"
)

// Who must have a second factor.
const (
	TwoFactorOff       = "off"
	TwoFactorManagers  = "managers"
	TwoFactorEverybody = "everybody"
)

// The least that a password may ever be asked to have, in characters, without
// and with a second factor (NIST SP 800-63B-4 §3.1.1.2).
const (
	LeastPassword                 = 15
	LeastPasswordWithSecondFactor = 8
)

// Users is Site Settings › Users (SET-4).
type Users struct {
	TwoFactor                       string `json:"two_factor"`
	PasswordMinimum                 int    `json:"password_minimum"`                    // characters
	PasswordMinimumWithSecondFactor int    `json:"password_minimum_with_second_factor"` // characters
	SessionIdleMinutes              int    `json:"session_idle_minutes"`
	SessionAbsoluteHours            int    `json:"session_absolute_hours"`
	LockoutThreshold                int    `json:"lockout_threshold"` // failures in a row
}

// SessionIdle returns how long a session lives without a request.
func (u Users) SessionIdle() time.Duration { return time.Duration(u.SessionIdleMinutes) * time.Minute }

// SessionAbsolute returns how long a session lives at most.
func (u Users) SessionAbsolute() time.Duration {
	return time.Duration(u.SessionAbsoluteHours) * time.Hour
}

// RequiresSecondFactor reports whether somebody of this sort must have one.
func (u Users) RequiresSecondFactor(isManager bool) bool {
	return u.TwoFactor == TwoFactorEverybody || u.TwoFactor == TwoFactorManagers && isManager
}

// Validate returns an Invalid fault with the fields at fault.
func (u Users) Validate() error {
	var fields fault.Fields
	fields.Require(u.TwoFactor == TwoFactorOff || u.TwoFactor == TwoFactorManagers || u.TwoFactor == TwoFactorEverybody,
		"twoFactor", "Choose for managers, for everybody or off.")
	within := func(value, least, most int, name, message string) {
		fields.Require(value >= least && value <= most, name, message)
	}
	within(u.PasswordMinimum, LeastPassword, 128, "passwordMinimum", "Choose from 15 to 128 characters.")
	within(u.PasswordMinimumWithSecondFactor, LeastPasswordWithSecondFactor, 128, "passwordMinimumWithSecondFactor", "Choose from 8 to 128 characters.")
	within(u.SessionIdleMinutes, 5, 1440, "sessionIdleMinutes", "Choose from 5 to 1,440 minutes.")
	within(u.SessionAbsoluteHours, 1, 720, "sessionAbsoluteHours", "Choose from 1 to 720 hours.")
	within(u.LockoutThreshold, 3, 100, "lockoutThreshold", "Choose from 3 to 100 failures.")
	fields.Require(u.PasswordMinimumWithSecondFactor <= u.PasswordMinimum, "passwordMinimumWithSecondFactor", "Choose no more than without a second factor.")
	fields.Require(u.SessionIdleMinutes <= u.SessionAbsoluteHours*60, "sessionIdleMinutes", "Choose no more than the absolute limit.")
	return fields.Err()
}

// Users returns the settings about signing in.
func (s *Service) Users(ctx context.Context) (Users, error) {
	users := Users{
		TwoFactor: TwoFactorOff, PasswordMinimum: LeastPassword, PasswordMinimumWithSecondFactor: LeastPasswordWithSecondFactor,
		SessionIdleMinutes: 30, SessionAbsoluteHours: 12, LockoutThreshold: 10,
	}
	return users, s.load(ctx, "users", &users)
}

// SaveUsers checks and saves them. They count from the next request.
func (s *Service) SaveUsers(ctx context.Context, users Users) error {
	if err := users.Validate(); err != nil {
		return err
	}
	before, err := s.Users(ctx)
	if err != nil {
		return err
	}
	return s.save(ctx, "users", "Users", before, users)
}
