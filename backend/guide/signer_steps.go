package guide

// outsideSigners are the steps of the guide for somebody outside who signs, in
// its own words and order.
func (f facts) outsideSigners() []Step {
	return []Step{f.useContracts(), f.createIndividual(), f.affiliate(), f.createAccountRole(), f.addMembers(), f.sendDocument(), f.openPortal(), f.accessLetter()}
}

func (f facts) useContracts() Step {
	step := Step{"Enable Organizations, the Partner Portal and Contracts", ToDo, "Tick Use Organization, Use Partner Portal and Use Contracts.", "Switch on", "/settings/features/general", false}
	if f.isOn() && f.general.UseContracts {
		step.State, step.Detail, step.Button = Done, "All three features are on.", "View"
	}
	return step
}

func (f facts) createIndividual() Step {
	step := Step{"Create a new Individual Account", ToDo, "One for each person who signs, with a Login or an Email.", "Create", "/users/new?type=individual", false}
	switch {
	case f.signers.Signers > 0:
		step.State, step.Button, step.To = Done, "View", "/users?type=individual"
		step.Detail = sentence(f.signers.Signers, "One signer.", "%s signers.")
	case f.signers.Individuals:
		step.State, step.Detail, step.Button, step.To = Done, "There is an Individual.", "View", "/users?type=individual"
	}
	return step
}

func (f facts) affiliate() Step {
	step := Step{"Affiliate them with an Organization", ToDo, "Add the organization, then Select roles: only a management role signs.", "Affiliate", "/signers?missing=management_role", false}
	switch {
	case f.signers.Affiliated:
		step.State, step.Detail, step.Button, step.To = Done, "A signer has a management role in an affiliation.", "View", "/signers"
	case f.signers.Signers == 0:
		step.Button, step.To = "", ""
	}
	return f.whileContracts(step)
}

func (f facts) createAccountRole() Step {
	step := Step{"Create a Portal User Account Role", ToDo, "A role with Partner Portal Login, on System › Settings & Security › Account Roles.", "Create", "/system/account-roles/new", false}
	if f.signers.LoginRoles > 0 {
		step.State, step.Button, step.To = Done, "View", "/system/account-roles"
		step.Detail = sentence(f.signers.LoginRoles, "One account role gives Partner Portal Login.", "%s account roles give Partner Portal Login.")
	}
	return step
}

func (f facts) addMembers() Step {
	step := Step{"Add the Signers as Members", ToDo, "On the account role's tab Members.", "Add", "/system/account-roles", false}
	switch {
	case f.signers.HasLoginRight:
		step.State, step.Detail, step.Button = Done, "A signer may sign in and sign.", "View"
	case f.signers.Signers == 0:
		step.Button, step.To = "", ""
	}
	return step
}

func (f facts) sendDocument() Step {
	step := Step{"Send a Document for Signature", ToDo, "Make a contract with a document, say who must sign it, then Send.", "Create", "/contracts/new", false}
	if f.wasSent {
		step.State, step.Detail, step.Button, step.To = Done, "A document was sent.", "View", "/documents"
	}
	return f.whileContracts(step)
}

func (f facts) accessLetter() Step {
	step := Step{"Send the Access Letter", ToDo, "It says where to sign in, with what, and what there is to sign.", "Signers", "/signers", false}
	switch {
	case f.signers.Ready > 0:
		step.State, step.Button = Done, "View"
		step.Detail = sentence(f.signers.Ready, "One signer is ready to sign.", "%s signers are ready to sign.")
	case f.signers.HasActivation:
		step.State, step.Detail = Done, "Written. Nobody has used theirs yet."
	case f.signers.Signers == 0:
		step.Button, step.To = "", ""
	}
	return f.whileContracts(step)
}

// whileContracts takes the button off a step whose screen is not there yet.
func (f facts) whileContracts(step Step) Step {
	if !f.general.UseContracts {
		step.Button, step.To = "", ""
	}
	return step
}
