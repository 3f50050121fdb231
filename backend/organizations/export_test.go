package organizations

// SetLimits sets how many rows each way to a page may take, so that a few
// hundred organizations go every way.
func (s *Service) SetLimits(few, far, most int) { s.limits = limits{few, far, most} }
