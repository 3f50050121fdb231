export namespace bindings {
	
	export class LetterDocument {
	    id: number;
	    title: string;
	    organization: string;
	    due: string;
	
	    static createFrom(source: any = {}) {
	        return new LetterDocument(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.id = source["id"];
	        this.title = source["title"];
	        this.organization = source["organization"];
	        this.due = source["due"];
	    }
	}
	export class AccessLetter {
	    name: string;
	    address: string;
	    username: string;
	    code: string;
	    link: string;
	    expiresAt: string;
	    documents: LetterDocument[];
	    more: number;
	    language: string;
	    subject: string;
	    text: string;
	    mailed: boolean;
	
	    static createFrom(source: any = {}) {
	        return new AccessLetter(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.name = source["name"];
	        this.address = source["address"];
	        this.username = source["username"];
	        this.code = source["code"];
	        this.link = source["link"];
	        this.expiresAt = source["expiresAt"];
	        this.documents = this.convertValues(source["documents"], LetterDocument);
	        this.more = source["more"];
	        this.language = source["language"];
	        this.subject = source["subject"];
	        this.text = source["text"];
	        this.mailed = source["mailed"];
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class AccountRoleInput {
	    name: string;
	    rights: string[];
	    add: number[];
	    remove: number[];
	    seen: number;
	
	    static createFrom(source: any = {}) {
	        return new AccountRoleInput(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.name = source["name"];
	        this.rights = source["rights"];
	        this.add = source["add"];
	        this.remove = source["remove"];
	        this.seen = source["seen"];
	    }
	}
	export class AccountRoleRef {
	    id: number;
	    name: string;
	
	    static createFrom(source: any = {}) {
	        return new AccountRoleRef(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.id = source["id"];
	        this.name = source["name"];
	    }
	}
	export class AccountRoleRow {
	    id: number;
	    name: string;
	    rights: string[];
	    members: number;
	    seen: number;
	
	    static createFrom(source: any = {}) {
	        return new AccountRoleRow(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.id = source["id"];
	        this.name = source["name"];
	        this.rights = source["rights"];
	        this.members = source["members"];
	        this.seen = source["seen"];
	    }
	}
	export class ActivationLetter {
	    name: string;
	    address: string;
	    username: string;
	    code: string;
	    link: string;
	    expiresAt: string;
	    mailed: boolean;
	    text: string;
	
	    static createFrom(source: any = {}) {
	        return new ActivationLetter(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.name = source["name"];
	        this.address = source["address"];
	        this.username = source["username"];
	        this.code = source["code"];
	        this.link = source["link"];
	        this.expiresAt = source["expiresAt"];
	        this.mailed = source["mailed"];
	        this.text = source["text"];
	    }
	}
	export class AffiliationInput {
	    organizationId: number;
	    roleIds: number[];
	
	    static createFrom(source: any = {}) {
	        return new AffiliationInput(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.organizationId = source["organizationId"];
	        this.roleIds = source["roleIds"];
	    }
	}
	export class OrganizationalRoleRef {
	    id: number;
	    name: string;
	    isManagement: boolean;
	
	    static createFrom(source: any = {}) {
	        return new OrganizationalRoleRef(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.id = source["id"];
	        this.name = source["name"];
	        this.isManagement = source["isManagement"];
	    }
	}
	export class AffiliationRow {
	    organizationId: number;
	    organization: string;
	    trail: string;
	    isArchived: boolean;
	    roles: OrganizationalRoleRef[];
	
	    static createFrom(source: any = {}) {
	        return new AffiliationRow(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.organizationId = source["organizationId"];
	        this.organization = source["organization"];
	        this.trail = source["trail"];
	        this.isArchived = source["isArchived"];
	        this.roles = this.convertValues(source["roles"], OrganizationalRoleRef);
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class AllotmentChange {
	    id: number;
	    kind: string;
	    amount: number;
	    allocated: number;
	    other: string;
	    orderId: number;
	    reason: string;
	    who: string;
	    at: string;
	
	    static createFrom(source: any = {}) {
	        return new AllotmentChange(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.id = source["id"];
	        this.kind = source["kind"];
	        this.amount = source["amount"];
	        this.allocated = source["allocated"];
	        this.other = source["other"];
	        this.orderId = source["orderId"];
	        this.reason = source["reason"];
	        this.who = source["who"];
	        this.at = source["at"];
	    }
	}
	export class AllotmentHistory {
	    items: AllotmentChange[];
	    next: string;
	
	    static createFrom(source: any = {}) {
	        return new AllotmentHistory(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.items = this.convertValues(source["items"], AllotmentChange);
	        this.next = source["next"];
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class AllotmentInput {
	    organizationId: number;
	    assessmentId: number;
	    amount: number;
	    isShared: boolean;
	    warnBelow: number;
	    reason: string;
	
	    static createFrom(source: any = {}) {
	        return new AllotmentInput(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.organizationId = source["organizationId"];
	        this.assessmentId = source["assessmentId"];
	        this.amount = source["amount"];
	        this.isShared = source["isShared"];
	        this.warnBelow = source["warnBelow"];
	        this.reason = source["reason"];
	    }
	}
	export class AllotmentRow {
	    id: number;
	    organizationId: number;
	    organization: string;
	    status: string;
	    mode: string;
	    assessmentId: number;
	    assessment: string;
	    allocated: number;
	    used: number;
	    held: number;
	    available: number;
	    isShared: boolean;
	    warnBelow: number;
	    isLow: boolean;
	    updatedAt: string;
	
	    static createFrom(source: any = {}) {
	        return new AllotmentRow(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.id = source["id"];
	        this.organizationId = source["organizationId"];
	        this.organization = source["organization"];
	        this.status = source["status"];
	        this.mode = source["mode"];
	        this.assessmentId = source["assessmentId"];
	        this.assessment = source["assessment"];
	        this.allocated = source["allocated"];
	        this.used = source["used"];
	        this.held = source["held"];
	        this.available = source["available"];
	        this.isShared = source["isShared"];
	        this.warnBelow = source["warnBelow"];
	        this.isLow = source["isLow"];
	        this.updatedAt = source["updatedAt"];
	    }
	}
	export class AllotmentPage {
	    items: AllotmentRow[];
	    next: string;
	    count: number;
	
	    static createFrom(source: any = {}) {
	        return new AllotmentPage(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.items = this.convertValues(source["items"], AllotmentRow);
	        this.next = source["next"];
	        this.count = source["count"];
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class AllotmentQuery {
	    search: string;
	    organizationId: number;
	    assessmentId: number;
	    state: string;
	    sort: string;
	    after: string;
	    limit: number;
	
	    static createFrom(source: any = {}) {
	        return new AllotmentQuery(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.search = source["search"];
	        this.organizationId = source["organizationId"];
	        this.assessmentId = source["assessmentId"];
	        this.state = source["state"];
	        this.sort = source["sort"];
	        this.after = source["after"];
	        this.limit = source["limit"];
	    }
	}
	
	export class AllotmentUsage {
	    assessmentId: number;
	    assessment: string;
	    completed: number;
	    open: number;
	
	    static createFrom(source: any = {}) {
	        return new AllotmentUsage(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.assessmentId = source["assessmentId"];
	        this.assessment = source["assessment"];
	        this.completed = source["completed"];
	        this.open = source["open"];
	    }
	}
	export class ApplicationInfo {
	    version: string;
	    shell: string;
	    dataFolder: string;
	    siteName: string;
	    timeZone: string;
	    isSample: boolean;
	    isNew: boolean;
	    useOrganization: boolean;
	    usePartnerPortal: boolean;
	    useAllotments: boolean;
	    useCohorts: boolean;
	    useContracts: boolean;
	
	    static createFrom(source: any = {}) {
	        return new ApplicationInfo(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.version = source["version"];
	        this.shell = source["shell"];
	        this.dataFolder = source["dataFolder"];
	        this.siteName = source["siteName"];
	        this.timeZone = source["timeZone"];
	        this.isSample = source["isSample"];
	        this.isNew = source["isNew"];
	        this.useOrganization = source["useOrganization"];
	        this.usePartnerPortal = source["usePartnerPortal"];
	        this.useAllotments = source["useAllotments"];
	        this.useCohorts = source["useCohorts"];
	        this.useContracts = source["useContracts"];
	    }
	}
	export class PersonRef {
	    id: number;
	    name: string;
	    email: string;
	
	    static createFrom(source: any = {}) {
	        return new PersonRef(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.id = source["id"];
	        this.name = source["name"];
	        this.email = source["email"];
	    }
	}
	export class QuestionOutline {
	    id: string;
	    text: string;
	    type: string;
	    required: boolean;
	    scored: boolean;
	    driver: string;
	    answer: string;
	
	    static createFrom(source: any = {}) {
	        return new QuestionOutline(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.id = source["id"];
	        this.text = source["text"];
	        this.type = source["type"];
	        this.required = source["required"];
	        this.scored = source["scored"];
	        this.driver = source["driver"];
	        this.answer = source["answer"];
	    }
	}
	export class SectionOutline {
	    title: string;
	    questions: QuestionOutline[];
	
	    static createFrom(source: any = {}) {
	        return new SectionOutline(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.title = source["title"];
	        this.questions = this.convertValues(source["questions"], QuestionOutline);
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class AssessmentVersion {
	    id: number;
	    number: number;
	    state: string;
	    createdAt: string;
	    publishedAt: string;
	    responses: number;
	
	    static createFrom(source: any = {}) {
	        return new AssessmentVersion(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.id = source["id"];
	        this.number = source["number"];
	        this.state = source["state"];
	        this.createdAt = source["createdAt"];
	        this.publishedAt = source["publishedAt"];
	        this.responses = source["responses"];
	    }
	}
	export class AssessmentDetail {
	    id: number;
	    code: string;
	    name: string;
	    description: string;
	    versions: AssessmentVersion[];
	    sections: SectionOutline[];
	    managers: PersonRef[];
	    managerCount: number;
	    problems: number;
	    driversBy: string;
	    drivers: number;
	
	    static createFrom(source: any = {}) {
	        return new AssessmentDetail(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.id = source["id"];
	        this.code = source["code"];
	        this.name = source["name"];
	        this.description = source["description"];
	        this.versions = this.convertValues(source["versions"], AssessmentVersion);
	        this.sections = this.convertValues(source["sections"], SectionOutline);
	        this.managers = this.convertValues(source["managers"], PersonRef);
	        this.managerCount = source["managerCount"];
	        this.problems = source["problems"];
	        this.driversBy = source["driversBy"];
	        this.drivers = source["drivers"];
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class DefinitionProblem {
	    line: number;
	    column: number;
	    place: string;
	    message: string;
	
	    static createFrom(source: any = {}) {
	        return new DefinitionProblem(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.line = source["line"];
	        this.column = source["column"];
	        this.place = source["place"];
	        this.message = source["message"];
	    }
	}
	export class AssessmentDraft {
	    id: number;
	    name: string;
	    code: string;
	    text: string;
	    number: number;
	    from: number;
	    isSaved: boolean;
	    isCodeFrozen: boolean;
	    problems: DefinitionProblem[];
	    driversBy: string;
	    savedAt: string;
	
	    static createFrom(source: any = {}) {
	        return new AssessmentDraft(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.id = source["id"];
	        this.name = source["name"];
	        this.code = source["code"];
	        this.text = source["text"];
	        this.number = source["number"];
	        this.from = source["from"];
	        this.isSaved = source["isSaved"];
	        this.isCodeFrozen = source["isCodeFrozen"];
	        this.problems = this.convertValues(source["problems"], DefinitionProblem);
	        this.driversBy = source["driversBy"];
	        this.savedAt = source["savedAt"];
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class AssessmentPreview {
	    text: string;
	    drivers: Record<string, boolean>;
	    values: Record<string, Array<string>>;
	    page: number;
	    check: boolean;
	    new: string;
	    organizationId: number;
	    language: string;
	    isDark: boolean;
	
	    static createFrom(source: any = {}) {
	        return new AssessmentPreview(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.text = source["text"];
	        this.drivers = source["drivers"];
	        this.values = source["values"];
	        this.page = source["page"];
	        this.check = source["check"];
	        this.new = source["new"];
	        this.organizationId = source["organizationId"];
	        this.language = source["language"];
	        this.isDark = source["isDark"];
	    }
	}
	export class AssessmentRef {
	    id: number;
	    code: string;
	    name: string;
	
	    static createFrom(source: any = {}) {
	        return new AssessmentRef(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.id = source["id"];
	        this.code = source["code"];
	        this.name = source["name"];
	    }
	}
	export class AssessmentRow {
	    id: number;
	    code: string;
	    name: string;
	    description: string;
	    published: number;
	    draft: number;
	    problems: number;
	    questions: number;
	    managers: number;
	    responses: number;
	    updatedAt: string;
	
	    static createFrom(source: any = {}) {
	        return new AssessmentRow(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.id = source["id"];
	        this.code = source["code"];
	        this.name = source["name"];
	        this.description = source["description"];
	        this.published = source["published"];
	        this.draft = source["draft"];
	        this.problems = source["problems"];
	        this.questions = source["questions"];
	        this.managers = source["managers"];
	        this.responses = source["responses"];
	        this.updatedAt = source["updatedAt"];
	    }
	}
	export class AssessmentUse {
	    open: number;
	    cohorts: number;
	    isModels: boolean;
	    isModelsAll: boolean;
	
	    static createFrom(source: any = {}) {
	        return new AssessmentUse(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.open = source["open"];
	        this.cohorts = source["cohorts"];
	        this.isModels = source["isModels"];
	        this.isModelsAll = source["isModelsAll"];
	    }
	}
	
	export class Attention {
	    kind: string;
	    tone: string;
	    title: string;
	    detail: string;
	    button: string;
	    to: string;
	
	    static createFrom(source: any = {}) {
	        return new Attention(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.kind = source["kind"];
	        this.tone = source["tone"];
	        this.title = source["title"];
	        this.detail = source["detail"];
	        this.button = source["button"];
	        this.to = source["to"];
	    }
	}
	export class AuditEntry {
	    id: number;
	    at: string;
	    actorKind: string;
	    actorId: number;
	    actorName: string;
	    address: string;
	    requestId: string;
	    action: string;
	    subjectKind: string;
	    subjectId: number;
	    subjectName: string;
	    before: string;
	    after: string;
	    fingerprint: string;
	
	    static createFrom(source: any = {}) {
	        return new AuditEntry(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.id = source["id"];
	        this.at = source["at"];
	        this.actorKind = source["actorKind"];
	        this.actorId = source["actorId"];
	        this.actorName = source["actorName"];
	        this.address = source["address"];
	        this.requestId = source["requestId"];
	        this.action = source["action"];
	        this.subjectKind = source["subjectKind"];
	        this.subjectId = source["subjectId"];
	        this.subjectName = source["subjectName"];
	        this.before = source["before"];
	        this.after = source["after"];
	        this.fingerprint = source["fingerprint"];
	    }
	}
	export class AuditKinds {
	    subjects: string[];
	    actions: string[];
	    problem: string;
	
	    static createFrom(source: any = {}) {
	        return new AuditKinds(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.subjects = source["subjects"];
	        this.actions = source["actions"];
	        this.problem = source["problem"];
	    }
	}
	export class AuditPage {
	    items: AuditEntry[];
	    next: string;
	    count: number;
	
	    static createFrom(source: any = {}) {
	        return new AuditPage(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.items = this.convertValues(source["items"], AuditEntry);
	        this.next = source["next"];
	        this.count = source["count"];
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class AuditQuery {
	    search: string;
	    actorKind: string;
	    subjectKind: string;
	    subjectId: number;
	    action: string;
	    from: string;
	    until: string;
	    after: string;
	    limit: number;
	
	    static createFrom(source: any = {}) {
	        return new AuditQuery(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.search = source["search"];
	        this.actorKind = source["actorKind"];
	        this.subjectKind = source["subjectKind"];
	        this.subjectId = source["subjectId"];
	        this.action = source["action"];
	        this.from = source["from"];
	        this.until = source["until"];
	        this.after = source["after"];
	        this.limit = source["limit"];
	    }
	}
	export class AuditVerification {
	    entries: number;
	    head: string;
	    anchored: number;
	    brokenId: number;
	    reason: string;
	
	    static createFrom(source: any = {}) {
	        return new AuditVerification(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.entries = source["entries"];
	        this.head = source["head"];
	        this.anchored = source["anchored"];
	        this.brokenId = source["brokenId"];
	        this.reason = source["reason"];
	    }
	}
	export class BranchChange {
	    organizations: number;
	    managers: number;
	    closes: boolean;
	
	    static createFrom(source: any = {}) {
	        return new BranchChange(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.organizations = source["organizations"];
	        this.managers = source["managers"];
	        this.closes = source["closes"];
	    }
	}
	export class LeftOut {
	    id: number;
	    name: string;
	    reason: string;
	
	    static createFrom(source: any = {}) {
	        return new LeftOut(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.id = source["id"];
	        this.name = source["name"];
	        this.reason = source["reason"];
	    }
	}
	export class BranchesOutcome {
	    organizations: number;
	    managers: number;
	    closes: boolean;
	    branches: number[];
	    left: LeftOut[];
	
	    static createFrom(source: any = {}) {
	        return new BranchesOutcome(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.organizations = source["organizations"];
	        this.managers = source["managers"];
	        this.closes = source["closes"];
	        this.branches = source["branches"];
	        this.left = this.convertValues(source["left"], LeftOut);
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class BrandingDetail {
	    primaryColour: string;
	    accentColour: string;
	    logo: string;
	    logoWidth: number;
	    logoHeight: number;
	    inheritedFrom: string;
	
	    static createFrom(source: any = {}) {
	        return new BrandingDetail(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.primaryColour = source["primaryColour"];
	        this.accentColour = source["accentColour"];
	        this.logo = source["logo"];
	        this.logoWidth = source["logoWidth"];
	        this.logoHeight = source["logoHeight"];
	        this.inheritedFrom = source["inheritedFrom"];
	    }
	}
	export class BrandingInput {
	    primaryColour: string;
	    accentColour: string;
	    logoToken: string;
	    removeLogo: boolean;
	
	    static createFrom(source: any = {}) {
	        return new BrandingInput(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.primaryColour = source["primaryColour"];
	        this.accentColour = source["accentColour"];
	        this.logoToken = source["logoToken"];
	        this.removeLogo = source["removeLogo"];
	    }
	}
	export class ContrastCheck {
	    ground: string;
	    contrast: number;
	    enough: boolean;
	    used: string;
	
	    static createFrom(source: any = {}) {
	        return new ContrastCheck(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.ground = source["ground"];
	        this.contrast = source["contrast"];
	        this.enough = source["enough"];
	        this.used = source["used"];
	    }
	}
	export class BrandingPreview {
	    page: string;
	    checks: ContrastCheck[];
	
	    static createFrom(source: any = {}) {
	        return new BrandingPreview(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.page = source["page"];
	        this.checks = this.convertValues(source["checks"], ContrastCheck);
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class CertificateFiles {
	    certificate: string;
	    key: string;
	    password: string;
	
	    static createFrom(source: any = {}) {
	        return new CertificateFiles(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.certificate = source["certificate"];
	        this.key = source["key"];
	        this.password = source["password"];
	    }
	}
	export class ChosenFile {
	    token: string;
	    name: string;
	    size: number;
	
	    static createFrom(source: any = {}) {
	        return new ChosenFile(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.token = source["token"];
	        this.name = source["name"];
	        this.size = source["size"];
	    }
	}
	export class OrganizationQuery {
	    search: string;
	    status: string;
	    level: number;
	    allotment: string;
	    linkId: number;
	    sort: string;
	    after: string;
	    limit: number;
	
	    static createFrom(source: any = {}) {
	        return new OrganizationQuery(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.search = source["search"];
	        this.status = source["status"];
	        this.level = source["level"];
	        this.allotment = source["allotment"];
	        this.linkId = source["linkId"];
	        this.sort = source["sort"];
	        this.after = source["after"];
	        this.limit = source["limit"];
	    }
	}
	export class ChosenOrganizations {
	    ids: number[];
	    all: boolean;
	    filter: OrganizationQuery;
	
	    static createFrom(source: any = {}) {
	        return new ChosenOrganizations(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.ids = source["ids"];
	        this.all = source["all"];
	        this.filter = this.convertValues(source["filter"], OrganizationQuery);
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class SignerQuery {
	    search: string;
	    state: string;
	    missing: string;
	    organizationId: number;
	    withBelow: boolean;
	    sort: string;
	    after: string;
	    limit: number;
	
	    static createFrom(source: any = {}) {
	        return new SignerQuery(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.search = source["search"];
	        this.state = source["state"];
	        this.missing = source["missing"];
	        this.organizationId = source["organizationId"];
	        this.withBelow = source["withBelow"];
	        this.sort = source["sort"];
	        this.after = source["after"];
	        this.limit = source["limit"];
	    }
	}
	export class ChosenSigners {
	    ids: number[];
	    all: boolean;
	    filter: SignerQuery;
	
	    static createFrom(source: any = {}) {
	        return new ChosenSigners(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.ids = source["ids"];
	        this.all = source["all"];
	        this.filter = this.convertValues(source["filter"], SignerQuery);
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class UserQuery {
	    search: string;
	    type: string;
	    status: string;
	    organizationId: number;
	    withBelow: boolean;
	    affiliated: boolean;
	    assessmentId: number;
	    accountRoleId: number;
	    sort: string;
	    after: string;
	    limit: number;
	
	    static createFrom(source: any = {}) {
	        return new UserQuery(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.search = source["search"];
	        this.type = source["type"];
	        this.status = source["status"];
	        this.organizationId = source["organizationId"];
	        this.withBelow = source["withBelow"];
	        this.affiliated = source["affiliated"];
	        this.assessmentId = source["assessmentId"];
	        this.accountRoleId = source["accountRoleId"];
	        this.sort = source["sort"];
	        this.after = source["after"];
	        this.limit = source["limit"];
	    }
	}
	export class ChosenUsers {
	    ids: number[];
	    all: boolean;
	    filter: UserQuery;
	
	    static createFrom(source: any = {}) {
	        return new ChosenUsers(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.ids = source["ids"];
	        this.all = source["all"];
	        this.filter = this.convertValues(source["filter"], UserQuery);
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class CohortClassifier {
	    name: string;
	    choices: string[];
	
	    static createFrom(source: any = {}) {
	        return new CohortClassifier(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.name = source["name"];
	        this.choices = source["choices"];
	    }
	}
	export class CohortDriver {
	    id: string;
	    name: string;
	    description: string;
	    default: boolean;
	
	    static createFrom(source: any = {}) {
	        return new CohortDriver(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.id = source["id"];
	        this.name = source["name"];
	        this.description = source["description"];
	        this.default = source["default"];
	    }
	}
	export class CohortInput {
	    organizationId: number;
	    assessmentId: number;
	    type: string;
	    name: string;
	    subjectFirstName: string;
	    subjectLastName: string;
	    subjectEmail: string;
	    closesOn: string;
	    minimum: number;
	    maximum: number;
	    isAnonymous: boolean;
	    drivers: Record<string, boolean>;
	    remindDays: number;
	    language: string;
	    isOpen: boolean;
	
	    static createFrom(source: any = {}) {
	        return new CohortInput(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.organizationId = source["organizationId"];
	        this.assessmentId = source["assessmentId"];
	        this.type = source["type"];
	        this.name = source["name"];
	        this.subjectFirstName = source["subjectFirstName"];
	        this.subjectLastName = source["subjectLastName"];
	        this.subjectEmail = source["subjectEmail"];
	        this.closesOn = source["closesOn"];
	        this.minimum = source["minimum"];
	        this.maximum = source["maximum"];
	        this.isAnonymous = source["isAnonymous"];
	        this.drivers = source["drivers"];
	        this.remindDays = source["remindDays"];
	        this.language = source["language"];
	        this.isOpen = source["isOpen"];
	    }
	}
	export class CohortDetail {
	    id: number;
	    input: CohortInput;
	    organization: string;
	    assessment: string;
	    subject: string;
	    closed: boolean;
	    closesAt: string;
	    completed: number;
	    inProgress: number;
	    invited: number;
	    joining: string;
	    roles: string[];
	    classifiers: CohortClassifier[];
	    drivers: CohortDriver[];
	    createdAt: string;
	
	    static createFrom(source: any = {}) {
	        return new CohortDetail(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.id = source["id"];
	        this.input = this.convertValues(source["input"], CohortInput);
	        this.organization = source["organization"];
	        this.assessment = source["assessment"];
	        this.subject = source["subject"];
	        this.closed = source["closed"];
	        this.closesAt = source["closesAt"];
	        this.completed = source["completed"];
	        this.inProgress = source["inProgress"];
	        this.invited = source["invited"];
	        this.joining = source["joining"];
	        this.roles = source["roles"];
	        this.classifiers = this.convertValues(source["classifiers"], CohortClassifier);
	        this.drivers = this.convertValues(source["drivers"], CohortDriver);
	        this.createdAt = source["createdAt"];
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class CohortDimension {
	    name: string;
	    label: string;
	    values: string[];
	
	    static createFrom(source: any = {}) {
	        return new CohortDimension(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.name = source["name"];
	        this.label = source["label"];
	        this.values = source["values"];
	    }
	}
	
	
	export class CohortRow {
	    id: number;
	    name: string;
	    type: string;
	    subject: string;
	    organization: string;
	    assessment: string;
	    invited: number;
	    completed: number;
	    closed: boolean;
	    closesAt: string;
	    createdAt: string;
	
	    static createFrom(source: any = {}) {
	        return new CohortRow(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.id = source["id"];
	        this.name = source["name"];
	        this.type = source["type"];
	        this.subject = source["subject"];
	        this.organization = source["organization"];
	        this.assessment = source["assessment"];
	        this.invited = source["invited"];
	        this.completed = source["completed"];
	        this.closed = source["closed"];
	        this.closesAt = source["closesAt"];
	        this.createdAt = source["createdAt"];
	    }
	}
	export class CohortPage {
	    items: CohortRow[];
	    next: string;
	    count: number;
	
	    static createFrom(source: any = {}) {
	        return new CohortPage(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.items = this.convertValues(source["items"], CohortRow);
	        this.next = source["next"];
	        this.count = source["count"];
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class CohortQuery {
	    search: string;
	    type: string;
	    state: string;
	    organizationId: number;
	    assessmentId: number;
	    after: string;
	    limit: number;
	
	    static createFrom(source: any = {}) {
	        return new CohortQuery(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.search = source["search"];
	        this.type = source["type"];
	        this.state = source["state"];
	        this.organizationId = source["organizationId"];
	        this.assessmentId = source["assessmentId"];
	        this.after = source["after"];
	        this.limit = source["limit"];
	    }
	}
	export class CohortReport {
	    page: string;
	    enough: boolean;
	    dimensions: CohortDimension[];
	
	    static createFrom(source: any = {}) {
	        return new CohortReport(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.page = source["page"];
	        this.enough = source["enough"];
	        this.dimensions = this.convertValues(source["dimensions"], CohortDimension);
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class CohortReportView {
	    splitBy: string;
	    filterBy: string;
	    filterValue: string;
	
	    static createFrom(source: any = {}) {
	        return new CohortReportView(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.splitBy = source["splitBy"];
	        this.filterBy = source["filterBy"];
	        this.filterValue = source["filterValue"];
	    }
	}
	
	export class DocumentRow {
	    id: number;
	    title: string;
	    contractId: number;
	    contract: string;
	    organizationId: number;
	    organization: string;
	    state: string;
	    version: number;
	    correcting: boolean;
	    signable: boolean;
	    limited: boolean;
	    signed: number;
	    needed: number;
	    waitsFor: string[];
	    waitsForMore: number;
	    dueOn: string;
	    overdue: boolean;
	    sentAt: string;
	    completedAt: string;
	
	    static createFrom(source: any = {}) {
	        return new DocumentRow(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.id = source["id"];
	        this.title = source["title"];
	        this.contractId = source["contractId"];
	        this.contract = source["contract"];
	        this.organizationId = source["organizationId"];
	        this.organization = source["organization"];
	        this.state = source["state"];
	        this.version = source["version"];
	        this.correcting = source["correcting"];
	        this.signable = source["signable"];
	        this.limited = source["limited"];
	        this.signed = source["signed"];
	        this.needed = source["needed"];
	        this.waitsFor = source["waitsFor"];
	        this.waitsForMore = source["waitsForMore"];
	        this.dueOn = source["dueOn"];
	        this.overdue = source["overdue"];
	        this.sentAt = source["sentAt"];
	        this.completedAt = source["completedAt"];
	    }
	}
	export class ContractInput {
	    organizationId: number;
	    name: string;
	    number: string;
	    category: string;
	    subcategory: string;
	    beginsOn: string;
	    endsOn: string;
	    status: string;
	    notes: string;
	    seen: number;
	
	    static createFrom(source: any = {}) {
	        return new ContractInput(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.organizationId = source["organizationId"];
	        this.name = source["name"];
	        this.number = source["number"];
	        this.category = source["category"];
	        this.subcategory = source["subcategory"];
	        this.beginsOn = source["beginsOn"];
	        this.endsOn = source["endsOn"];
	        this.status = source["status"];
	        this.notes = source["notes"];
	        this.seen = source["seen"];
	    }
	}
	export class ContractDetail {
	    id: number;
	    input: ContractInput;
	    organization: string;
	    archived: boolean;
	    documents: DocumentRow[];
	
	    static createFrom(source: any = {}) {
	        return new ContractDetail(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.id = source["id"];
	        this.input = this.convertValues(source["input"], ContractInput);
	        this.organization = source["organization"];
	        this.archived = source["archived"];
	        this.documents = this.convertValues(source["documents"], DocumentRow);
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	
	export class ContractRow {
	    id: number;
	    name: string;
	    number: string;
	    category: string;
	    subcategory: string;
	    organizationId: number;
	    organization: string;
	    status: string;
	    endsOn: string;
	    documents: number;
	    waiting: number;
	    completed: number;
	    archived: boolean;
	    createdAt: string;
	
	    static createFrom(source: any = {}) {
	        return new ContractRow(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.id = source["id"];
	        this.name = source["name"];
	        this.number = source["number"];
	        this.category = source["category"];
	        this.subcategory = source["subcategory"];
	        this.organizationId = source["organizationId"];
	        this.organization = source["organization"];
	        this.status = source["status"];
	        this.endsOn = source["endsOn"];
	        this.documents = source["documents"];
	        this.waiting = source["waiting"];
	        this.completed = source["completed"];
	        this.archived = source["archived"];
	        this.createdAt = source["createdAt"];
	    }
	}
	export class ContractPage {
	    items: ContractRow[];
	    next: string;
	    count: number;
	
	    static createFrom(source: any = {}) {
	        return new ContractPage(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.items = this.convertValues(source["items"], ContractRow);
	        this.next = source["next"];
	        this.count = source["count"];
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class ContractQuery {
	    search: string;
	    status: string;
	    category: string;
	    organizationId: number;
	    archived: boolean;
	    after: string;
	    limit: number;
	
	    static createFrom(source: any = {}) {
	        return new ContractQuery(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.search = source["search"];
	        this.status = source["status"];
	        this.category = source["category"];
	        this.organizationId = source["organizationId"];
	        this.archived = source["archived"];
	        this.after = source["after"];
	        this.limit = source["limit"];
	    }
	}
	
	export class ContractSettings {
	    allowWithdrawing: boolean;
	    withdrawHours: number;
	
	    static createFrom(source: any = {}) {
	        return new ContractSettings(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.allowWithdrawing = source["allowWithdrawing"];
	        this.withdrawHours = source["withdrawHours"];
	    }
	}
	export class ContractTemplate {
	    id: number;
	    name: string;
	    title: string;
	    body: string;
	    updatedAt: string;
	
	    static createFrom(source: any = {}) {
	        return new ContractTemplate(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.id = source["id"];
	        this.name = source["name"];
	        this.title = source["title"];
	        this.body = source["body"];
	        this.updatedAt = source["updatedAt"];
	    }
	}
	export class ContractsCopy {
	    ids: number[];
	    organizationId: number;
	    withDocuments: boolean;
	
	    static createFrom(source: any = {}) {
	        return new ContractsCopy(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.ids = source["ids"];
	        this.organizationId = source["organizationId"];
	        this.withDocuments = source["withDocuments"];
	    }
	}
	export class ContractsForMany {
	    organizations: ChosenOrganizations;
	    templateId: number;
	    contract: ContractInput;
	
	    static createFrom(source: any = {}) {
	        return new ContractsForMany(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.organizations = this.convertValues(source["organizations"], ChosenOrganizations);
	        this.templateId = source["templateId"];
	        this.contract = this.convertValues(source["contract"], ContractInput);
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	
	export class Crumb {
	    id: number;
	    name: string;
	
	    static createFrom(source: any = {}) {
	        return new Crumb(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.id = source["id"];
	        this.name = source["name"];
	    }
	}
	
	export class DocumentObstacle {
	    refuses: boolean;
	    detail: string;
	    button: string;
	    to: string;
	
	    static createFrom(source: any = {}) {
	        return new DocumentObstacle(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.refuses = source["refuses"];
	        this.detail = source["detail"];
	        this.button = source["button"];
	        this.to = source["to"];
	    }
	}
	export class DocumentEvent {
	    kind: string;
	    at: string;
	    name: string;
	    account: string;
	    roles: string;
	    address: string;
	    browser: string;
	    reason: string;
	    means: string;
	
	    static createFrom(source: any = {}) {
	        return new DocumentEvent(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.kind = source["kind"];
	        this.at = source["at"];
	        this.name = source["name"];
	        this.account = source["account"];
	        this.roles = source["roles"];
	        this.address = source["address"];
	        this.browser = source["browser"];
	        this.reason = source["reason"];
	        this.means = source["means"];
	    }
	}
	export class DocumentSignature {
	    name: string;
	    typedName: string;
	    version: number;
	    reading: string;
	    signedAt: string;
	    withdrawnAt: string;
	    reason: string;
	
	    static createFrom(source: any = {}) {
	        return new DocumentSignature(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.name = source["name"];
	        this.typedName = source["typedName"];
	        this.version = source["version"];
	        this.reading = source["reading"];
	        this.signedAt = source["signedAt"];
	        this.withdrawnAt = source["withdrawnAt"];
	        this.reason = source["reason"];
	    }
	}
	export class DocumentVersion {
	    number: number;
	    title: string;
	    fileName: string;
	    pages: number;
	    sha256: string;
	    sentAt: string;
	    sentBy: string;
	    signed: boolean;
	
	    static createFrom(source: any = {}) {
	        return new DocumentVersion(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.number = source["number"];
	        this.title = source["title"];
	        this.fileName = source["fileName"];
	        this.pages = source["pages"];
	        this.sha256 = source["sha256"];
	        this.sentAt = source["sentAt"];
	        this.sentBy = source["sentBy"];
	        this.signed = source["signed"];
	    }
	}
	export class DocumentLimit {
	    userId: number;
	    roleId: number;
	    name: string;
	
	    static createFrom(source: any = {}) {
	        return new DocumentLimit(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.userId = source["userId"];
	        this.roleId = source["roleId"];
	        this.name = source["name"];
	    }
	}
	export class DocumentSigner {
	    kind: string;
	    userId: number;
	    roleId: number;
	    needed: number;
	    signed: number;
	    isTurn: boolean;
	    name: string;
	
	    static createFrom(source: any = {}) {
	        return new DocumentSigner(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.kind = source["kind"];
	        this.userId = source["userId"];
	        this.roleId = source["roleId"];
	        this.needed = source["needed"];
	        this.signed = source["signed"];
	        this.isTurn = source["isTurn"];
	        this.name = source["name"];
	    }
	}
	export class DocumentInput {
	    title: string;
	    kind: string;
	    body: string;
	    signable: boolean;
	    signers: DocumentSigner[];
	    inOrder: boolean;
	    limits: DocumentLimit[];
	    dueOn: string;
	    remindDays: number;
	    seen: number;
	
	    static createFrom(source: any = {}) {
	        return new DocumentInput(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.title = source["title"];
	        this.kind = source["kind"];
	        this.body = source["body"];
	        this.signable = source["signable"];
	        this.signers = this.convertValues(source["signers"], DocumentSigner);
	        this.inOrder = source["inOrder"];
	        this.limits = this.convertValues(source["limits"], DocumentLimit);
	        this.dueOn = source["dueOn"];
	        this.remindDays = source["remindDays"];
	        this.seen = source["seen"];
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class DocumentDetail {
	    row: DocumentRow;
	    input: DocumentInput;
	    isWritten: boolean;
	    fileName: string;
	    filePages: number;
	    versions: DocumentVersion[];
	    signatures: DocumentSignature[];
	    events: DocumentEvent[];
	    inForce: DocumentSigner[];
	    obstacles: DocumentObstacle[];
	
	    static createFrom(source: any = {}) {
	        return new DocumentDetail(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.row = this.convertValues(source["row"], DocumentRow);
	        this.input = this.convertValues(source["input"], DocumentInput);
	        this.isWritten = source["isWritten"];
	        this.fileName = source["fileName"];
	        this.filePages = source["filePages"];
	        this.versions = this.convertValues(source["versions"], DocumentVersion);
	        this.signatures = this.convertValues(source["signatures"], DocumentSignature);
	        this.events = this.convertValues(source["events"], DocumentEvent);
	        this.inForce = this.convertValues(source["inForce"], DocumentSigner);
	        this.obstacles = this.convertValues(source["obstacles"], DocumentObstacle);
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	
	
	
	
	export class DocumentPage {
	    items: DocumentRow[];
	    next: string;
	    count: number;
	
	    static createFrom(source: any = {}) {
	        return new DocumentPage(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.items = this.convertValues(source["items"], DocumentRow);
	        this.next = source["next"];
	        this.count = source["count"];
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class DocumentPreview {
	    name: string;
	    data: string;
	    missing: string[];
	    lost: string[];
	
	    static createFrom(source: any = {}) {
	        return new DocumentPreview(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.name = source["name"];
	        this.data = source["data"];
	        this.missing = source["missing"];
	        this.lost = source["lost"];
	    }
	}
	export class DocumentQuery {
	    search: string;
	    state: string;
	    contractId: number;
	    organizationId: number;
	    waitsFor: number;
	    after: string;
	    limit: number;
	
	    static createFrom(source: any = {}) {
	        return new DocumentQuery(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.search = source["search"];
	        this.state = source["state"];
	        this.contractId = source["contractId"];
	        this.organizationId = source["organizationId"];
	        this.waitsFor = source["waitsFor"];
	        this.after = source["after"];
	        this.limit = source["limit"];
	    }
	}
	export class DocumentReminders {
	    sent: number;
	    quiet: number;
	    noAddress: number;
	    nobody: number;
	
	    static createFrom(source: any = {}) {
	        return new DocumentReminders(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.sent = source["sent"];
	        this.quiet = source["quiet"];
	        this.noAddress = source["noAddress"];
	        this.nobody = source["nobody"];
	    }
	}
	
	
	
	
	export class DocumentsSent {
	    sent: number;
	    kept: LeftOut[];
	    warned: LeftOut[];
	
	    static createFrom(source: any = {}) {
	        return new DocumentsSent(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.sent = source["sent"];
	        this.kept = this.convertValues(source["kept"], LeftOut);
	        this.warned = this.convertValues(source["warned"], LeftOut);
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class Figure {
	    label: string;
	    value: number;
	    note: string;
	    to: string;
	    history: number[];
	    historyOf: string;
	
	    static createFrom(source: any = {}) {
	        return new Figure(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.label = source["label"];
	        this.value = source["value"];
	        this.note = source["note"];
	        this.to = source["to"];
	        this.history = source["history"];
	        this.historyOf = source["historyOf"];
	    }
	}
	export class GeneralSettings {
	    siteName: string;
	    timeZone: string;
	    useOrganization: boolean;
	    usePartnerPortal: boolean;
	    useAllotments: boolean;
	    useCohorts: boolean;
	    useContracts: boolean;
	
	    static createFrom(source: any = {}) {
	        return new GeneralSettings(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.siteName = source["siteName"];
	        this.timeZone = source["timeZone"];
	        this.useOrganization = source["useOrganization"];
	        this.usePartnerPortal = source["usePartnerPortal"];
	        this.useAllotments = source["useAllotments"];
	        this.useCohorts = source["useCohorts"];
	        this.useContracts = source["useContracts"];
	    }
	}
	export class GrantInput {
	    organizationId: number;
	    assessmentId: number;
	    quantity: number;
	    unitPrice: string;
	    currency: string;
	    buyerName: string;
	    buyerAddress: string;
	    note: string;
	    isPaid: boolean;
	
	    static createFrom(source: any = {}) {
	        return new GrantInput(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.organizationId = source["organizationId"];
	        this.assessmentId = source["assessmentId"];
	        this.quantity = source["quantity"];
	        this.unitPrice = source["unitPrice"];
	        this.currency = source["currency"];
	        this.buyerName = source["buyerName"];
	        this.buyerAddress = source["buyerAddress"];
	        this.note = source["note"];
	        this.isPaid = source["isPaid"];
	    }
	}
	export class ScoreFigure {
	    assessmentId: number;
	    assessment: string;
	    count: number;
	    mean: number;
	    lowest: number;
	    highest: number;
	
	    static createFrom(source: any = {}) {
	        return new ScoreFigure(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.assessmentId = source["assessmentId"];
	        this.assessment = source["assessment"];
	        this.count = source["count"];
	        this.mean = source["mean"];
	        this.lowest = source["lowest"];
	        this.highest = source["highest"];
	    }
	}
	export class Share {
	    key: string;
	    count: number;
	
	    static createFrom(source: any = {}) {
	        return new Share(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.key = source["key"];
	        this.count = source["count"];
	    }
	}
	export class WeekCount {
	    week: string;
	    count: number;
	
	    static createFrom(source: any = {}) {
	        return new WeekCount(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.week = source["week"];
	        this.count = source["count"];
	    }
	}
	export class SetupStep {
	    title: string;
	    state: string;
	    detail: string;
	    button: string;
	    to: string;
	    copies: boolean;
	
	    static createFrom(source: any = {}) {
	        return new SetupStep(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.title = source["title"];
	        this.state = source["state"];
	        this.detail = source["detail"];
	        this.button = source["button"];
	        this.to = source["to"];
	        this.copies = source["copies"];
	    }
	}
	export class HomeOverview {
	    selfRegistration: SetupStep[];
	    manual: SetupStep[];
	    outsideSigners: SetupStep[];
	    guessed: string;
	    attention: Attention[];
	    figures: Figure[];
	    registrations: WeekCount[];
	    responses: Share[];
	    completed: WeekCount[];
	    scores: ScoreFigure[];
	    levels: Share[];
	
	    static createFrom(source: any = {}) {
	        return new HomeOverview(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.selfRegistration = this.convertValues(source["selfRegistration"], SetupStep);
	        this.manual = this.convertValues(source["manual"], SetupStep);
	        this.outsideSigners = this.convertValues(source["outsideSigners"], SetupStep);
	        this.guessed = source["guessed"];
	        this.attention = this.convertValues(source["attention"], Attention);
	        this.figures = this.convertValues(source["figures"], Figure);
	        this.registrations = this.convertValues(source["registrations"], WeekCount);
	        this.responses = this.convertValues(source["responses"], Share);
	        this.completed = this.convertValues(source["completed"], WeekCount);
	        this.scores = this.convertValues(source["scores"], ScoreFigure);
	        this.levels = this.convertValues(source["levels"], Share);
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class ImportResult {
	    assessment: AssessmentDetail;
	    created: boolean;
	    problems: DefinitionProblem[];
	
	    static createFrom(source: any = {}) {
	        return new ImportResult(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.assessment = this.convertValues(source["assessment"], AssessmentDetail);
	        this.created = source["created"];
	        this.problems = this.convertValues(source["problems"], DefinitionProblem);
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class InvitationProblem {
	    line: number;
	    person: string;
	    reason: string;
	
	    static createFrom(source: any = {}) {
	        return new InvitationProblem(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.line = source["line"];
	        this.person = source["person"];
	        this.reason = source["reason"];
	    }
	}
	export class InvitationList {
	    id: number;
	    name: string;
	    organization: string;
	    assessment: string;
	    assessmentId: number;
	    cohortId: number;
	    byMail: boolean;
	    state: string;
	    total: number;
	    waiting: number;
	    wrong: number;
	    sent: number;
	    failed: number;
	    progress: number;
	    problems: InvitationProblem[];
	
	    static createFrom(source: any = {}) {
	        return new InvitationList(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.id = source["id"];
	        this.name = source["name"];
	        this.organization = source["organization"];
	        this.assessment = source["assessment"];
	        this.assessmentId = source["assessmentId"];
	        this.cohortId = source["cohortId"];
	        this.byMail = source["byMail"];
	        this.state = source["state"];
	        this.total = source["total"];
	        this.waiting = source["waiting"];
	        this.wrong = source["wrong"];
	        this.sent = source["sent"];
	        this.failed = source["failed"];
	        this.progress = source["progress"];
	        this.problems = this.convertValues(source["problems"], InvitationProblem);
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	
	export class InvitationRequest {
	    token: string;
	    text: string;
	    organizationId: number;
	    assessmentId: number;
	    cohortId: number;
	    byMail: boolean;
	    language: string;
	    expiresOn: string;
	
	    static createFrom(source: any = {}) {
	        return new InvitationRequest(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.token = source["token"];
	        this.text = source["text"];
	        this.organizationId = source["organizationId"];
	        this.assessmentId = source["assessmentId"];
	        this.cohortId = source["cohortId"];
	        this.byMail = source["byMail"];
	        this.language = source["language"];
	        this.expiresOn = source["expiresOn"];
	    }
	}
	export class KitSample {
	    name: string;
	    address: string;
	    qr: string;
	    button: string;
	    mailSubject: string;
	    mailBody: string;
	
	    static createFrom(source: any = {}) {
	        return new KitSample(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.name = source["name"];
	        this.address = source["address"];
	        this.qr = source["qr"];
	        this.button = source["button"];
	        this.mailSubject = source["mailSubject"];
	        this.mailBody = source["mailBody"];
	    }
	}
	export class KitLeftOut {
	    id: number;
	    name: string;
	    reason: string;
	
	    static createFrom(source: any = {}) {
	        return new KitLeftOut(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.id = source["id"];
	        this.name = source["name"];
	        this.reason = source["reason"];
	    }
	}
	export class KitEffect {
	    count: number;
	    leftOut: KitLeftOut[];
	    missing: number;
	    sample: KitSample;
	    drawn: number;
	    problem: string;
	
	    static createFrom(source: any = {}) {
	        return new KitEffect(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.count = source["count"];
	        this.leftOut = this.convertValues(source["leftOut"], KitLeftOut);
	        this.missing = source["missing"];
	        this.sample = this.convertValues(source["sample"], KitSample);
	        this.drawn = source["drawn"];
	        this.problem = source["problem"];
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	
	
	export class KitSelection {
	    linkId: number;
	    organizationIds: number[];
	    filter: OrganizationQuery;
	
	    static createFrom(source: any = {}) {
	        return new KitSelection(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.linkId = source["linkId"];
	        this.organizationIds = source["organizationIds"];
	        this.filter = this.convertValues(source["filter"], OrganizationQuery);
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	
	
	export class LinkParent {
	    id: number;
	    name: string;
	    trail: string;
	    level: number;
	
	    static createFrom(source: any = {}) {
	        return new LinkParent(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.id = source["id"];
	        this.name = source["name"];
	        this.trail = source["trail"];
	        this.level = source["level"];
	    }
	}
	export class LinkRow {
	    id: number;
	    name: string;
	    isDefault: boolean;
	    state: string;
	    problem: string;
	    parentId: number;
	    parentName: string;
	    expiresAt: string;
	    expiresOn: string;
	    usesLimit: number;
	    uses: number;
	    needsApproval: boolean;
	    defaultAllocation: string;
	    note: string;
	    copied: number;
	    opened: number;
	    registered: number;
	    pending: number;
	    createdAt: string;
	
	    static createFrom(source: any = {}) {
	        return new LinkRow(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.id = source["id"];
	        this.name = source["name"];
	        this.isDefault = source["isDefault"];
	        this.state = source["state"];
	        this.problem = source["problem"];
	        this.parentId = source["parentId"];
	        this.parentName = source["parentName"];
	        this.expiresAt = source["expiresAt"];
	        this.expiresOn = source["expiresOn"];
	        this.usesLimit = source["usesLimit"];
	        this.uses = source["uses"];
	        this.needsApproval = source["needsApproval"];
	        this.defaultAllocation = source["defaultAllocation"];
	        this.note = source["note"];
	        this.copied = source["copied"];
	        this.opened = source["opened"];
	        this.registered = source["registered"];
	        this.pending = source["pending"];
	        this.createdAt = source["createdAt"];
	    }
	}
	export class LinkDetail {
	    link: LinkRow;
	    parent: LinkParent;
	    address: string;
	    qr: string;
	    button: string;
	    mailSubject: string;
	    mailBody: string;
	    registrations: WeekCount[];
	
	    static createFrom(source: any = {}) {
	        return new LinkDetail(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.link = this.convertValues(source["link"], LinkRow);
	        this.parent = this.convertValues(source["parent"], LinkParent);
	        this.address = source["address"];
	        this.qr = source["qr"];
	        this.button = source["button"];
	        this.mailSubject = source["mailSubject"];
	        this.mailBody = source["mailBody"];
	        this.registrations = this.convertValues(source["registrations"], WeekCount);
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class LinkInput {
	    name: string;
	    parentId: number;
	    expiresOn: string;
	    usesLimit: number;
	    needsApproval: boolean;
	    defaultAllocation: string;
	    note: string;
	
	    static createFrom(source: any = {}) {
	        return new LinkInput(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.name = source["name"];
	        this.parentId = source["parentId"];
	        this.expiresOn = source["expiresOn"];
	        this.usesLimit = source["usesLimit"];
	        this.needsApproval = source["needsApproval"];
	        this.defaultAllocation = source["defaultAllocation"];
	        this.note = source["note"];
	    }
	}
	export class LinkPage {
	    items: LinkRow[];
	    next: string;
	    count: number;
	
	    static createFrom(source: any = {}) {
	        return new LinkPage(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.items = this.convertValues(source["items"], LinkRow);
	        this.next = source["next"];
	        this.count = source["count"];
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	
	export class LinkQuery {
	    search: string;
	    state: string;
	    parentId: number;
	    after: string;
	    limit: number;
	
	    static createFrom(source: any = {}) {
	        return new LinkQuery(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.search = source["search"];
	        this.state = source["state"];
	        this.parentId = source["parentId"];
	        this.after = source["after"];
	        this.limit = source["limit"];
	    }
	}
	
	export class LinksOutcome {
	    changed: number[];
	    left: LeftOut[];
	
	    static createFrom(source: any = {}) {
	        return new LinksOutcome(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.changed = source["changed"];
	        this.left = this.convertValues(source["left"], LeftOut);
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class ListenerSettings {
	    startWithApplication: boolean;
	    address: string;
	    port: number;
	    publicAddress: string;
	    certificateFile: string;
	    keyFile: string;
	    trustedProxies: string[];
	
	    static createFrom(source: any = {}) {
	        return new ListenerSettings(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.startWithApplication = source["startWithApplication"];
	        this.address = source["address"];
	        this.port = source["port"];
	        this.publicAddress = source["publicAddress"];
	        this.certificateFile = source["certificateFile"];
	        this.keyFile = source["keyFile"];
	        this.trustedProxies = source["trustedProxies"];
	    }
	}
	export class ListenerState {
	    settings: ListenerSettings;
	    running: boolean;
	    since: string;
	    listensOn: string;
	    publicAddress: string;
	    lastAnswerAt: string;
	    lastAnswer: string;
	    problem: string;
	    warning: string;
	    fixedBy: string;
	
	    static createFrom(source: any = {}) {
	        return new ListenerState(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.settings = this.convertValues(source["settings"], ListenerSettings);
	        this.running = source["running"];
	        this.since = source["since"];
	        this.listensOn = source["listensOn"];
	        this.publicAddress = source["publicAddress"];
	        this.lastAnswerAt = source["lastAnswerAt"];
	        this.lastAnswer = source["lastAnswer"];
	        this.problem = source["problem"];
	        this.warning = source["warning"];
	        this.fixedBy = source["fixedBy"];
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class MadeResponse {
	    id: number;
	    respondent: string;
	    link: string;
	
	    static createFrom(source: any = {}) {
	        return new MadeResponse(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.id = source["id"];
	        this.respondent = source["respondent"];
	        this.link = source["link"];
	    }
	}
	export class MailAttempt {
	    id: number;
	    at: string;
	    outcome: string;
	    reason: string;
	
	    static createFrom(source: any = {}) {
	        return new MailAttempt(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.id = source["id"];
	        this.at = source["at"];
	        this.outcome = source["outcome"];
	        this.reason = source["reason"];
	    }
	}
	export class MailFile {
	    id: number;
	    name: string;
	    size: number;
	
	    static createFrom(source: any = {}) {
	        return new MailFile(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.id = source["id"];
	        this.name = source["name"];
	        this.size = source["size"];
	    }
	}
	export class MailRow {
	    id: number;
	    kind: string;
	    kindLabel: string;
	    state: string;
	    toEmail: string;
	    toName: string;
	    subject: string;
	    isSealed: boolean;
	    createdAt: string;
	    sentAt: string;
	    nextAt: string;
	    lastError: string;
	
	    static createFrom(source: any = {}) {
	        return new MailRow(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.id = source["id"];
	        this.kind = source["kind"];
	        this.kindLabel = source["kindLabel"];
	        this.state = source["state"];
	        this.toEmail = source["toEmail"];
	        this.toName = source["toName"];
	        this.subject = source["subject"];
	        this.isSealed = source["isSealed"];
	        this.createdAt = source["createdAt"];
	        this.sentAt = source["sentAt"];
	        this.nextAt = source["nextAt"];
	        this.lastError = source["lastError"];
	    }
	}
	export class MailDetail {
	    mail: MailRow;
	    body: string;
	    bccEmail: string;
	    mailTo: string;
	    isBlanked: boolean;
	    files: MailFile[];
	    attempts: MailAttempt[];
	    sends: boolean;
	
	    static createFrom(source: any = {}) {
	        return new MailDetail(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.mail = this.convertValues(source["mail"], MailRow);
	        this.body = source["body"];
	        this.bccEmail = source["bccEmail"];
	        this.mailTo = source["mailTo"];
	        this.isBlanked = source["isBlanked"];
	        this.files = this.convertValues(source["files"], MailFile);
	        this.attempts = this.convertValues(source["attempts"], MailAttempt);
	        this.sends = source["sends"];
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	
	export class MailPage {
	    items: MailRow[];
	    next: string;
	    count: number;
	
	    static createFrom(source: any = {}) {
	        return new MailPage(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.items = this.convertValues(source["items"], MailRow);
	        this.next = source["next"];
	        this.count = source["count"];
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class MailPassword {
	    password: string;
	    isTyped: boolean;
	
	    static createFrom(source: any = {}) {
	        return new MailPassword(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.password = source["password"];
	        this.isTyped = source["isTyped"];
	    }
	}
	export class MailQuery {
	    search: string;
	    state: string;
	    after: string;
	    limit: number;
	
	    static createFrom(source: any = {}) {
	        return new MailQuery(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.search = source["search"];
	        this.state = source["state"];
	        this.after = source["after"];
	        this.limit = source["limit"];
	    }
	}
	
	export class MailSettings {
	    isOn: boolean;
	    server: string;
	    port: number;
	    protection: string;
	    login: string;
	    authorityFile: string;
	    senderEmail: string;
	    senderName: string;
	
	    static createFrom(source: any = {}) {
	        return new MailSettings(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.isOn = source["isOn"];
	        this.server = source["server"];
	        this.port = source["port"];
	        this.protection = source["protection"];
	        this.login = source["login"];
	        this.authorityFile = source["authorityFile"];
	        this.senderEmail = source["senderEmail"];
	        this.senderName = source["senderName"];
	    }
	}
	export class MailState {
	    settings: MailSettings;
	    hasPassword: boolean;
	    reason: string;
	    failedAt: string;
	    pausedUntil: string;
	    sentAt: string;
	    held: number;
	    queued: number;
	    failed: number;
	
	    static createFrom(source: any = {}) {
	        return new MailState(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.settings = this.convertValues(source["settings"], MailSettings);
	        this.hasPassword = source["hasPassword"];
	        this.reason = source["reason"];
	        this.failedAt = source["failedAt"];
	        this.pausedUntil = source["pausedUntil"];
	        this.sentAt = source["sentAt"];
	        this.held = source["held"];
	        this.queued = source["queued"];
	        this.failed = source["failed"];
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class MailsOutcome {
	    changed: number[];
	    left: LeftOut[];
	
	    static createFrom(source: any = {}) {
	        return new MailsOutcome(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.changed = source["changed"];
	        this.left = this.convertValues(source["left"], LeftOut);
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class ModelUserChoice {
	    id: number;
	    name: string;
	    email: string;
	    organization: string;
	    assessments: string[];
	    restrictions: string[];
	
	    static createFrom(source: any = {}) {
	        return new ModelUserChoice(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.id = source["id"];
	        this.name = source["name"];
	        this.email = source["email"];
	        this.organization = source["organization"];
	        this.assessments = source["assessments"];
	        this.restrictions = source["restrictions"];
	    }
	}
	export class NamedValue {
	    name: string;
	    value: string;
	
	    static createFrom(source: any = {}) {
	        return new NamedValue(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.name = source["name"];
	        this.value = source["value"];
	    }
	}
	export class NewResponse {
	    organizationId: number;
	    assessmentId: number;
	    firstName: string;
	    lastName: string;
	    email: string;
	    assessorName: string;
	    assessorEmail: string;
	    language: string;
	    expiresOn: string;
	    classifiers: Record<string, string>;
	    drivers: Record<string, boolean>;
	
	    static createFrom(source: any = {}) {
	        return new NewResponse(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.organizationId = source["organizationId"];
	        this.assessmentId = source["assessmentId"];
	        this.firstName = source["firstName"];
	        this.lastName = source["lastName"];
	        this.email = source["email"];
	        this.assessorName = source["assessorName"];
	        this.assessorEmail = source["assessorEmail"];
	        this.language = source["language"];
	        this.expiresOn = source["expiresOn"];
	        this.classifiers = source["classifiers"];
	        this.drivers = source["drivers"];
	    }
	}
	export class OrderRow {
	    id: number;
	    organizationId: number;
	    organization: string;
	    assessment: string;
	    quantity: number;
	    unitPrice: string;
	    net: string;
	    tax: string;
	    taxLine: string;
	    total: string;
	    state: string;
	    payment: string;
	    problem: string;
	    problemDetail: string;
	    credited: number;
	    takenBack: number;
	    refunded: string;
	    invoiceNumber: string;
	    buyerName: string;
	    buyerAddress: string;
	    note: string;
	    createdBy: string;
	    paymentId: string;
	    createdAt: string;
	    paidAt: string;
	
	    static createFrom(source: any = {}) {
	        return new OrderRow(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.id = source["id"];
	        this.organizationId = source["organizationId"];
	        this.organization = source["organization"];
	        this.assessment = source["assessment"];
	        this.quantity = source["quantity"];
	        this.unitPrice = source["unitPrice"];
	        this.net = source["net"];
	        this.tax = source["tax"];
	        this.taxLine = source["taxLine"];
	        this.total = source["total"];
	        this.state = source["state"];
	        this.payment = source["payment"];
	        this.problem = source["problem"];
	        this.problemDetail = source["problemDetail"];
	        this.credited = source["credited"];
	        this.takenBack = source["takenBack"];
	        this.refunded = source["refunded"];
	        this.invoiceNumber = source["invoiceNumber"];
	        this.buyerName = source["buyerName"];
	        this.buyerAddress = source["buyerAddress"];
	        this.note = source["note"];
	        this.createdBy = source["createdBy"];
	        this.paymentId = source["paymentId"];
	        this.createdAt = source["createdAt"];
	        this.paidAt = source["paidAt"];
	    }
	}
	export class OrderPage {
	    items: OrderRow[];
	    next: string;
	    count: number;
	
	    static createFrom(source: any = {}) {
	        return new OrderPage(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.items = this.convertValues(source["items"], OrderRow);
	        this.next = source["next"];
	        this.count = source["count"];
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class OrderQuery {
	    state: string;
	    organizationId: number;
	    after: string;
	    limit: number;
	
	    static createFrom(source: any = {}) {
	        return new OrderQuery(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.state = source["state"];
	        this.organizationId = source["organizationId"];
	        this.after = source["after"];
	        this.limit = source["limit"];
	    }
	}
	
	export class OrganizationAllotments {
	    mode: string;
	    items: AllotmentRow[];
	    usage: AllotmentUsage[];
	
	    static createFrom(source: any = {}) {
	        return new OrganizationAllotments(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.mode = source["mode"];
	        this.items = this.convertValues(source["items"], AllotmentRow);
	        this.usage = this.convertValues(source["usage"], AllotmentUsage);
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class OrganizationChoice {
	    id: number;
	    name: string;
	    trail: string;
	    level: number;
	
	    static createFrom(source: any = {}) {
	        return new OrganizationChoice(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.id = source["id"];
	        this.name = source["name"];
	        this.trail = source["trail"];
	        this.level = source["level"];
	    }
	}
	export class OrganizationDetail {
	    id: number;
	    name: string;
	    parentId: number;
	    trail: Crumb[];
	    level: number;
	    status: string;
	    responseAllotment: string;
	    bccEmail: string;
	    assessorName: string;
	    assessorEmail: string;
	    website: string;
	    city: string;
	    emailDomains: string[];
	    notes: string;
	    key: string;
	    registrationLink: string;
	    linkProblem: string;
	    managers: PersonRef[];
	    children: number;
	    below: number;
	    responses: number;
	    registeredAt: string;
	    createdAt: string;
	    updatedAt: string;
	    about: string;
	    privacy: string;
	    seen: number;
	
	    static createFrom(source: any = {}) {
	        return new OrganizationDetail(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.id = source["id"];
	        this.name = source["name"];
	        this.parentId = source["parentId"];
	        this.trail = this.convertValues(source["trail"], Crumb);
	        this.level = source["level"];
	        this.status = source["status"];
	        this.responseAllotment = source["responseAllotment"];
	        this.bccEmail = source["bccEmail"];
	        this.assessorName = source["assessorName"];
	        this.assessorEmail = source["assessorEmail"];
	        this.website = source["website"];
	        this.city = source["city"];
	        this.emailDomains = source["emailDomains"];
	        this.notes = source["notes"];
	        this.key = source["key"];
	        this.registrationLink = source["registrationLink"];
	        this.linkProblem = source["linkProblem"];
	        this.managers = this.convertValues(source["managers"], PersonRef);
	        this.children = source["children"];
	        this.below = source["below"];
	        this.responses = source["responses"];
	        this.registeredAt = source["registeredAt"];
	        this.createdAt = source["createdAt"];
	        this.updatedAt = source["updatedAt"];
	        this.about = source["about"];
	        this.privacy = source["privacy"];
	        this.seen = source["seen"];
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class OrganizationInput {
	    name: string;
	    parentId: number;
	    responseAllotment: string;
	    bccEmail: string;
	    assessorName: string;
	    assessorEmail: string;
	    website: string;
	    city: string;
	    emailDomains: string[];
	    notes: string;
	    seen: number;
	
	    static createFrom(source: any = {}) {
	        return new OrganizationInput(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.name = source["name"];
	        this.parentId = source["parentId"];
	        this.responseAllotment = source["responseAllotment"];
	        this.bccEmail = source["bccEmail"];
	        this.assessorName = source["assessorName"];
	        this.assessorEmail = source["assessorEmail"];
	        this.website = source["website"];
	        this.city = source["city"];
	        this.emailDomains = source["emailDomains"];
	        this.notes = source["notes"];
	        this.seen = source["seen"];
	    }
	}
	export class OrganizationRow {
	    id: number;
	    name: string;
	    parentId: number;
	    parentName: string;
	    level: number;
	    responseAllotment: string;
	    status: string;
	    managers: number;
	    children: number;
	    createdAt: string;
	
	    static createFrom(source: any = {}) {
	        return new OrganizationRow(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.id = source["id"];
	        this.name = source["name"];
	        this.parentId = source["parentId"];
	        this.parentName = source["parentName"];
	        this.level = source["level"];
	        this.responseAllotment = source["responseAllotment"];
	        this.status = source["status"];
	        this.managers = source["managers"];
	        this.children = source["children"];
	        this.createdAt = source["createdAt"];
	    }
	}
	export class OrganizationPage {
	    items: OrganizationRow[];
	    next: string;
	    count: number;
	
	    static createFrom(source: any = {}) {
	        return new OrganizationPage(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.items = this.convertValues(source["items"], OrganizationRow);
	        this.next = source["next"];
	        this.count = source["count"];
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	
	
	export class OrganizationalRoleInput {
	    name: string;
	    isManagement: boolean;
	    seen: number;
	
	    static createFrom(source: any = {}) {
	        return new OrganizationalRoleInput(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.name = source["name"];
	        this.isManagement = source["isManagement"];
	        this.seen = source["seen"];
	    }
	}
	
	export class OrganizationalRoleRow {
	    id: number;
	    name: string;
	    isManagement: boolean;
	    affiliations: number;
	    seen: number;
	
	    static createFrom(source: any = {}) {
	        return new OrganizationalRoleRow(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.id = source["id"];
	        this.name = source["name"];
	        this.isManagement = source["isManagement"];
	        this.affiliations = source["affiliations"];
	        this.seen = source["seen"];
	    }
	}
	export class OwnTextPages {
	    about: string;
	    privacy: string;
	
	    static createFrom(source: any = {}) {
	        return new OwnTextPages(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.about = source["about"];
	        this.privacy = source["privacy"];
	    }
	}
	export class OwnTexts {
	    about: string;
	    privacy: string;
	    seen: number;
	
	    static createFrom(source: any = {}) {
	        return new OwnTexts(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.about = source["about"];
	        this.privacy = source["privacy"];
	        this.seen = source["seen"];
	    }
	}
	export class PaletteHit {
	    kind: string;
	    id: number;
	    name: string;
	    under: string;
	    to: string;
	
	    static createFrom(source: any = {}) {
	        return new PaletteHit(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.kind = source["kind"];
	        this.id = source["id"];
	        this.name = source["name"];
	        this.under = source["under"];
	        this.to = source["to"];
	    }
	}
	export class Participants {
	    people: string;
	    role: string;
	    classifiers: Record<string, string>;
	    byMail: boolean;
	
	    static createFrom(source: any = {}) {
	        return new Participants(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.people = source["people"];
	        this.role = source["role"];
	        this.classifiers = source["classifiers"];
	        this.byMail = source["byMail"];
	    }
	}
	export class ParticipantsOutcome {
	    takenIn: number;
	    refused: LeftOut[];
	
	    static createFrom(source: any = {}) {
	        return new ParticipantsOutcome(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.takenIn = source["takenIn"];
	        this.refused = this.convertValues(source["refused"], LeftOut);
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class PartnerDriver {
	    assessment: string;
	    name: string;
	    isOn: boolean;
	    isOwn: boolean;
	    from: string;
	
	    static createFrom(source: any = {}) {
	        return new PartnerDriver(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.assessment = source["assessment"];
	        this.name = source["name"];
	        this.isOn = source["isOn"];
	        this.isOwn = source["isOwn"];
	        this.from = source["from"];
	    }
	}
	export class PartnerEntry {
	    name: string;
	    choices: string[];
	    from: string;
	
	    static createFrom(source: any = {}) {
	        return new PartnerEntry(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.name = source["name"];
	        this.choices = source["choices"];
	        this.from = source["from"];
	    }
	}
	export class PartnerPart {
	    allowed: boolean;
	    by: string;
	    at: string;
	
	    static createFrom(source: any = {}) {
	        return new PartnerPart(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.allowed = source["allowed"];
	        this.by = source["by"];
	        this.at = source["at"];
	    }
	}
	export class PartnerPortalSettings {
	    allowExternalOrganizationCreation: boolean;
	    modelUserId: number;
	    defaultResourceAllocation: string;
	    allowSelfManagement: boolean;
	    allowUserManagement: boolean;
	    allowDrivers: boolean;
	    allowClassifiers: boolean;
	    allowRoles: boolean;
	    requireOrganizationLevel: number;
	    listParents: boolean;
	
	    static createFrom(source: any = {}) {
	        return new PartnerPortalSettings(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.allowExternalOrganizationCreation = source["allowExternalOrganizationCreation"];
	        this.modelUserId = source["modelUserId"];
	        this.defaultResourceAllocation = source["defaultResourceAllocation"];
	        this.allowSelfManagement = source["allowSelfManagement"];
	        this.allowUserManagement = source["allowUserManagement"];
	        this.allowDrivers = source["allowDrivers"];
	        this.allowClassifiers = source["allowClassifiers"];
	        this.allowRoles = source["allowRoles"];
	        this.requireOrganizationLevel = source["requireOrganizationLevel"];
	        this.listParents = source["listParents"];
	    }
	}
	export class PartnerPortalState {
	    settings: PartnerPortalSettings;
	    registrationLink: string;
	    linkProblem: string;
	    opened: number;
	    registered: number;
	    modelUser: ModelUserChoice;
	    modelProblem: string;
	    levelCounts: number[];
	
	    static createFrom(source: any = {}) {
	        return new PartnerPortalState(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.settings = this.convertValues(source["settings"], PartnerPortalSettings);
	        this.registrationLink = source["registrationLink"];
	        this.linkProblem = source["linkProblem"];
	        this.opened = source["opened"];
	        this.registered = source["registered"];
	        this.modelUser = this.convertValues(source["modelUser"], ModelUserChoice);
	        this.modelProblem = source["modelProblem"];
	        this.levelCounts = source["levelCounts"];
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class PartnerText {
	    kind: string;
	    label: string;
	    language: string;
	    subject: string;
	    body: string;
	    updatedAt: string;
	
	    static createFrom(source: any = {}) {
	        return new PartnerText(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.kind = source["kind"];
	        this.label = source["label"];
	        this.language = source["language"];
	        this.subject = source["subject"];
	        this.body = source["body"];
	        this.updatedAt = source["updatedAt"];
	    }
	}
	export class PartnerSettings {
	    classifiers: PartnerEntry[];
	    roles: PartnerEntry[];
	    drivers: PartnerDriver[];
	    texts: PartnerText[];
	    classifiersPart: PartnerPart;
	    rolesPart: PartnerPart;
	    driversPart: PartnerPart;
	    textsPart: PartnerPart;
	
	    static createFrom(source: any = {}) {
	        return new PartnerSettings(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.classifiers = this.convertValues(source["classifiers"], PartnerEntry);
	        this.roles = this.convertValues(source["roles"], PartnerEntry);
	        this.drivers = this.convertValues(source["drivers"], PartnerDriver);
	        this.texts = this.convertValues(source["texts"], PartnerText);
	        this.classifiersPart = this.convertValues(source["classifiersPart"], PartnerPart);
	        this.rolesPart = this.convertValues(source["rolesPart"], PartnerPart);
	        this.driversPart = this.convertValues(source["driversPart"], PartnerPart);
	        this.textsPart = this.convertValues(source["textsPart"], PartnerPart);
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	
	export class PaymentSettings {
	    sellerName: string;
	    sellerAddress: string;
	    sellerTaxId: string;
	    invoiceTerms: string;
	    invoicePrefix: string;
	    nextInvoice: number;
	    taxName: string;
	    taxRate: number;
	    byInvoice: boolean;
	    byStripe: boolean;
	    hasStripeKey: boolean;
	    hasSigningKey: boolean;
	    webhookAddress: string;
	
	    static createFrom(source: any = {}) {
	        return new PaymentSettings(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.sellerName = source["sellerName"];
	        this.sellerAddress = source["sellerAddress"];
	        this.sellerTaxId = source["sellerTaxId"];
	        this.invoiceTerms = source["invoiceTerms"];
	        this.invoicePrefix = source["invoicePrefix"];
	        this.nextInvoice = source["nextInvoice"];
	        this.taxName = source["taxName"];
	        this.taxRate = source["taxRate"];
	        this.byInvoice = source["byInvoice"];
	        this.byStripe = source["byStripe"];
	        this.hasStripeKey = source["hasStripeKey"];
	        this.hasSigningKey = source["hasSigningKey"];
	        this.webhookAddress = source["webhookAddress"];
	    }
	}
	export class PaymentSettingsInput {
	    sellerName: string;
	    sellerAddress: string;
	    sellerTaxId: string;
	    invoiceTerms: string;
	    invoicePrefix: string;
	    nextInvoice: number;
	    taxName: string;
	    taxRate: number;
	    byInvoice: boolean;
	    byStripe: boolean;
	    stripeKey: string;
	    signingKey: string;
	    forget: boolean;
	
	    static createFrom(source: any = {}) {
	        return new PaymentSettingsInput(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.sellerName = source["sellerName"];
	        this.sellerAddress = source["sellerAddress"];
	        this.sellerTaxId = source["sellerTaxId"];
	        this.invoiceTerms = source["invoiceTerms"];
	        this.invoicePrefix = source["invoicePrefix"];
	        this.nextInvoice = source["nextInvoice"];
	        this.taxName = source["taxName"];
	        this.taxRate = source["taxRate"];
	        this.byInvoice = source["byInvoice"];
	        this.byStripe = source["byStripe"];
	        this.stripeKey = source["stripeKey"];
	        this.signingKey = source["signingKey"];
	        this.forget = source["forget"];
	    }
	}
	
	export class PortalRight {
	    name: string;
	    label: string;
	    help: string;
	
	    static createFrom(source: any = {}) {
	        return new PortalRight(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.name = source["name"];
	        this.label = source["label"];
	        this.help = source["help"];
	    }
	}
	export class Preference {
	    name: string;
	    value: string;
	
	    static createFrom(source: any = {}) {
	        return new Preference(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.name = source["name"];
	        this.value = source["value"];
	    }
	}
	export class PreviewSection {
	    title: string;
	    hasScore: boolean;
	    score: number;
	
	    static createFrom(source: any = {}) {
	        return new PreviewSection(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.title = source["title"];
	        this.hasScore = source["hasScore"];
	        this.score = source["score"];
	    }
	}
	export class PreviewedPage {
	    html: string;
	    page: number;
	    titles: string[];
	    shown: string[];
	    leftOut: number;
	    problems: number;
	    hasScore: boolean;
	    score: number;
	    points: number;
	    maximum: number;
	    sections: PreviewSection[];
	
	    static createFrom(source: any = {}) {
	        return new PreviewedPage(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.html = source["html"];
	        this.page = source["page"];
	        this.titles = source["titles"];
	        this.shown = source["shown"];
	        this.leftOut = source["leftOut"];
	        this.problems = source["problems"];
	        this.hasScore = source["hasScore"];
	        this.score = source["score"];
	        this.points = source["points"];
	        this.maximum = source["maximum"];
	        this.sections = this.convertValues(source["sections"], PreviewSection);
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class PriceBand {
	    fromQuantity: number;
	    price: string;
	
	    static createFrom(source: any = {}) {
	        return new PriceBand(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.fromQuantity = source["fromQuantity"];
	        this.price = source["price"];
	    }
	}
	export class PriceList {
	    id: number;
	    name: string;
	    currency: string;
	    assessmentId: number;
	    assessment: string;
	    validFrom: string;
	    validUntil: string;
	    isActive: boolean;
	    bands: PriceBand[];
	    organizations: OrganizationChoice[];
	
	    static createFrom(source: any = {}) {
	        return new PriceList(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.id = source["id"];
	        this.name = source["name"];
	        this.currency = source["currency"];
	        this.assessmentId = source["assessmentId"];
	        this.assessment = source["assessment"];
	        this.validFrom = source["validFrom"];
	        this.validUntil = source["validUntil"];
	        this.isActive = source["isActive"];
	        this.bands = this.convertValues(source["bands"], PriceBand);
	        this.organizations = this.convertValues(source["organizations"], OrganizationChoice);
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class PriceListInput {
	    id: number;
	    name: string;
	    currency: string;
	    assessmentId: number;
	    validFrom: string;
	    validUntil: string;
	    isActive: boolean;
	    bands: PriceBand[];
	    organizationIds: number[];
	
	    static createFrom(source: any = {}) {
	        return new PriceListInput(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.id = source["id"];
	        this.name = source["name"];
	        this.currency = source["currency"];
	        this.assessmentId = source["assessmentId"];
	        this.validFrom = source["validFrom"];
	        this.validUntil = source["validUntil"];
	        this.isActive = source["isActive"];
	        this.bands = this.convertValues(source["bands"], PriceBand);
	        this.organizationIds = source["organizationIds"];
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	
	export class ReadinessStep {
	    name: string;
	    title: string;
	    state: string;
	    detail: string;
	    button: string;
	    to: string;
	
	    static createFrom(source: any = {}) {
	        return new ReadinessStep(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.name = source["name"];
	        this.title = source["title"];
	        this.state = source["state"];
	        this.detail = source["detail"];
	        this.button = source["button"];
	        this.to = source["to"];
	    }
	}
	export class RefundEffect {
	    responses: number;
	    amount: string;
	    atStripe: boolean;
	
	    static createFrom(source: any = {}) {
	        return new RefundEffect(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.responses = source["responses"];
	        this.amount = source["amount"];
	        this.atStripe = source["atStripe"];
	    }
	}
	export class RegistrationOutcome {
	    id: number;
	    name: string;
	    state: string;
	    problem: string;
	
	    static createFrom(source: any = {}) {
	        return new RegistrationOutcome(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.id = source["id"];
	        this.name = source["name"];
	        this.state = source["state"];
	        this.problem = source["problem"];
	    }
	}
	export class RegistrationRow {
	    id: number;
	    state: string;
	    organizationName: string;
	    renamedTo: string;
	    person: string;
	    email: string;
	    parentName: string;
	    link: string;
	    address: string;
	    organizationId: number;
	    userId: number;
	    note: string;
	    createdAt: string;
	
	    static createFrom(source: any = {}) {
	        return new RegistrationRow(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.id = source["id"];
	        this.state = source["state"];
	        this.organizationName = source["organizationName"];
	        this.renamedTo = source["renamedTo"];
	        this.person = source["person"];
	        this.email = source["email"];
	        this.parentName = source["parentName"];
	        this.link = source["link"];
	        this.address = source["address"];
	        this.organizationId = source["organizationId"];
	        this.userId = source["userId"];
	        this.note = source["note"];
	        this.createdAt = source["createdAt"];
	    }
	}
	export class RegistrationPage {
	    items: RegistrationRow[];
	    next: string;
	    count: number;
	
	    static createFrom(source: any = {}) {
	        return new RegistrationPage(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.items = this.convertValues(source["items"], RegistrationRow);
	        this.next = source["next"];
	        this.count = source["count"];
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class RegistrationQuery {
	    search: string;
	    state: string;
	    sort: string;
	    after: string;
	    limit: number;
	
	    static createFrom(source: any = {}) {
	        return new RegistrationQuery(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.search = source["search"];
	        this.state = source["state"];
	        this.sort = source["sort"];
	        this.after = source["after"];
	        this.limit = source["limit"];
	    }
	}
	
	export class RehearsalCheck {
	    what: string;
	    expected: string;
	    got: string;
	    ok: boolean;
	    problem: string;
	    mend?: fault.Mend;
	
	    static createFrom(source: any = {}) {
	        return new RehearsalCheck(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.what = source["what"];
	        this.expected = source["expected"];
	        this.got = source["got"];
	        this.ok = source["ok"];
	        this.problem = source["problem"];
	        this.mend = this.convertValues(source["mend"], fault.Mend);
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class RehearsalRow {
	    id: number;
	    outcome: string;
	    startedAt: string;
	    durationMs: number;
	    steps: number;
	    passed: number;
	    failed: number;
	    by: string;
	
	    static createFrom(source: any = {}) {
	        return new RehearsalRow(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.id = source["id"];
	        this.outcome = source["outcome"];
	        this.startedAt = source["startedAt"];
	        this.durationMs = source["durationMs"];
	        this.steps = source["steps"];
	        this.passed = source["passed"];
	        this.failed = source["failed"];
	        this.by = source["by"];
	    }
	}
	export class RehearsalPage {
	    items: RehearsalRow[];
	    next: string;
	    count: number;
	
	    static createFrom(source: any = {}) {
	        return new RehearsalPage(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.items = this.convertValues(source["items"], RehearsalRow);
	        this.next = source["next"];
	        this.count = source["count"];
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class RehearsalPerson {
	    part: string;
	    organization: string;
	    email: string;
	    password: string;
	    secret: string;
	    code: string;
	    codeUntil: string;
	    codeFrom: string;
	
	    static createFrom(source: any = {}) {
	        return new RehearsalPerson(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.part = source["part"];
	        this.organization = source["organization"];
	        this.email = source["email"];
	        this.password = source["password"];
	        this.secret = source["secret"];
	        this.code = source["code"];
	        this.codeUntil = source["codeUntil"];
	        this.codeFrom = source["codeFrom"];
	    }
	}
	export class RehearsalStep {
	    number: number;
	    id: string;
	    part: string;
	    title: string;
	    about: string;
	    state: string;
	    summary: string;
	    expected: string;
	    got: string;
	    problem: string;
	    mend?: fault.Mend;
	    as: string;
	    address: string;
	    status: number;
	    hasPage: boolean;
	    durationMs: number;
	    checks: RehearsalCheck[];
	
	    static createFrom(source: any = {}) {
	        return new RehearsalStep(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.number = source["number"];
	        this.id = source["id"];
	        this.part = source["part"];
	        this.title = source["title"];
	        this.about = source["about"];
	        this.state = source["state"];
	        this.summary = source["summary"];
	        this.expected = source["expected"];
	        this.got = source["got"];
	        this.problem = source["problem"];
	        this.mend = this.convertValues(source["mend"], fault.Mend);
	        this.as = source["as"];
	        this.address = source["address"];
	        this.status = source["status"];
	        this.hasPage = source["hasPage"];
	        this.durationMs = source["durationMs"];
	        this.checks = this.convertValues(source["checks"], RehearsalCheck);
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class RehearsalReport {
	    id: number;
	    site: string;
	    by: string;
	    way: string;
	    startedAt: string;
	    endedAt: string;
	    durationMs: number;
	    outcome: string;
	    passed: number;
	    failed: number;
	    checks: number;
	    steps: RehearsalStep[];
	
	    static createFrom(source: any = {}) {
	        return new RehearsalReport(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.id = source["id"];
	        this.site = source["site"];
	        this.by = source["by"];
	        this.way = source["way"];
	        this.startedAt = source["startedAt"];
	        this.endedAt = source["endedAt"];
	        this.durationMs = source["durationMs"];
	        this.outcome = source["outcome"];
	        this.passed = source["passed"];
	        this.failed = source["failed"];
	        this.checks = source["checks"];
	        this.steps = this.convertValues(source["steps"], RehearsalStep);
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	
	export class RehearsalSandbox {
	    address: string;
	    people: RehearsalPerson[];
	
	    static createFrom(source: any = {}) {
	        return new RehearsalSandbox(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.address = source["address"];
	        this.people = this.convertValues(source["people"], RehearsalPerson);
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class RehearsalState {
	    stage: string;
	    report: RehearsalReport;
	    keep: boolean;
	    fault?: fault.Error;
	    sandbox?: RehearsalSandbox;
	
	    static createFrom(source: any = {}) {
	        return new RehearsalState(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.stage = source["stage"];
	        this.report = this.convertValues(source["report"], RehearsalReport);
	        this.keep = source["keep"];
	        this.fault = this.convertValues(source["fault"], fault.Error);
	        this.sandbox = this.convertValues(source["sandbox"], RehearsalSandbox);
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	
	export class RemovedSample {
	    keptIn: string;
	
	    static createFrom(source: any = {}) {
	        return new RemovedSample(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.keptIn = source["keptIn"];
	    }
	}
	export class ReservedWord {
	    written: string;
	    help: string;
	
	    static createFrom(source: any = {}) {
	        return new ReservedWord(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.written = source["written"];
	        this.help = source["help"];
	    }
	}
	export class ResponseChoices {
	    classifiers: CohortClassifier[];
	    drivers: CohortDriver[];
	
	    static createFrom(source: any = {}) {
	        return new ResponseChoices(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.classifiers = this.convertValues(source["classifiers"], CohortClassifier);
	        this.drivers = this.convertValues(source["drivers"], CohortDriver);
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class ResponseInput {
	    firstName: string;
	    lastName: string;
	    email: string;
	    assessorName: string;
	    assessorEmail: string;
	
	    static createFrom(source: any = {}) {
	        return new ResponseInput(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.firstName = source["firstName"];
	        this.lastName = source["lastName"];
	        this.email = source["email"];
	        this.assessorName = source["assessorName"];
	        this.assessorEmail = source["assessorEmail"];
	    }
	}
	export class ResponseDetail {
	    id: number;
	    respondent: string;
	    input: ResponseInput;
	    organizationId: number;
	    organization: string;
	    assessment: string;
	    cohortId: number;
	    cohort: string;
	    role: string;
	    classifiers: NamedValue[];
	    state: string;
	    progress: number;
	    hasScore: boolean;
	    score: number;
	    createdAt: string;
	    sentAt: string;
	    remindedAt: string;
	    startedAt: string;
	    completedAt: string;
	    cancelledAt: string;
	    expiresAt: string;
	    expiresOn: string;
	    canEdit: boolean;
	    canResend: boolean;
	    canRemind: boolean;
	    canExtend: boolean;
	    canCancel: boolean;
	    hasLink: boolean;
	    hasReport: boolean;
	    together: boolean;
	
	    static createFrom(source: any = {}) {
	        return new ResponseDetail(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.id = source["id"];
	        this.respondent = source["respondent"];
	        this.input = this.convertValues(source["input"], ResponseInput);
	        this.organizationId = source["organizationId"];
	        this.organization = source["organization"];
	        this.assessment = source["assessment"];
	        this.cohortId = source["cohortId"];
	        this.cohort = source["cohort"];
	        this.role = source["role"];
	        this.classifiers = this.convertValues(source["classifiers"], NamedValue);
	        this.state = source["state"];
	        this.progress = source["progress"];
	        this.hasScore = source["hasScore"];
	        this.score = source["score"];
	        this.createdAt = source["createdAt"];
	        this.sentAt = source["sentAt"];
	        this.remindedAt = source["remindedAt"];
	        this.startedAt = source["startedAt"];
	        this.completedAt = source["completedAt"];
	        this.cancelledAt = source["cancelledAt"];
	        this.expiresAt = source["expiresAt"];
	        this.expiresOn = source["expiresOn"];
	        this.canEdit = source["canEdit"];
	        this.canResend = source["canResend"];
	        this.canRemind = source["canRemind"];
	        this.canExtend = source["canExtend"];
	        this.canCancel = source["canCancel"];
	        this.hasLink = source["hasLink"];
	        this.hasReport = source["hasReport"];
	        this.together = source["together"];
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	
	export class ResponseRow {
	    id: number;
	    respondent: string;
	    email: string;
	    organization: string;
	    assessment: string;
	    role: string;
	    together: boolean;
	    state: string;
	    progress: number;
	    hasScore: boolean;
	    score: number;
	    createdAt: string;
	    completedAt: string;
	    expiresAt: string;
	
	    static createFrom(source: any = {}) {
	        return new ResponseRow(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.id = source["id"];
	        this.respondent = source["respondent"];
	        this.email = source["email"];
	        this.organization = source["organization"];
	        this.assessment = source["assessment"];
	        this.role = source["role"];
	        this.together = source["together"];
	        this.state = source["state"];
	        this.progress = source["progress"];
	        this.hasScore = source["hasScore"];
	        this.score = source["score"];
	        this.createdAt = source["createdAt"];
	        this.completedAt = source["completedAt"];
	        this.expiresAt = source["expiresAt"];
	    }
	}
	export class ResponsePage {
	    items: ResponseRow[];
	    next: string;
	    count: number;
	
	    static createFrom(source: any = {}) {
	        return new ResponsePage(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.items = this.convertValues(source["items"], ResponseRow);
	        this.next = source["next"];
	        this.count = source["count"];
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class ResponseQuery {
	    search: string;
	    organizationId: number;
	    assessmentId: number;
	    cohortId: number;
	    state: string;
	    sort: string;
	    after: string;
	    limit: number;
	
	    static createFrom(source: any = {}) {
	        return new ResponseQuery(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.search = source["search"];
	        this.organizationId = source["organizationId"];
	        this.assessmentId = source["assessmentId"];
	        this.cohortId = source["cohortId"];
	        this.state = source["state"];
	        this.sort = source["sort"];
	        this.after = source["after"];
	        this.limit = source["limit"];
	    }
	}
	
	export class ResponsesOutcome {
	    changed: number;
	    left: LeftOut[];
	
	    static createFrom(source: any = {}) {
	        return new ResponsesOutcome(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.changed = source["changed"];
	        this.left = this.convertValues(source["left"], LeftOut);
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class RestrictionInfo {
	    name: string;
	    label: string;
	    help: string;
	
	    static createFrom(source: any = {}) {
	        return new RestrictionInfo(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.name = source["name"];
	        this.label = source["label"];
	        this.help = source["help"];
	    }
	}
	export class SampleInfo {
	    code: string;
	    name: string;
	    description: string;
	    imported: boolean;
	
	    static createFrom(source: any = {}) {
	        return new SampleInfo(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.code = source["code"];
	        this.name = source["name"];
	        this.description = source["description"];
	        this.imported = source["imported"];
	    }
	}
	export class SavedFile {
	    path: string;
	    name: string;
	    address: string;
	
	    static createFrom(source: any = {}) {
	        return new SavedFile(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.path = source["path"];
	        this.name = source["name"];
	        this.address = source["address"];
	    }
	}
	
	
	
	
	export class SignerRow {
	    id: number;
	    email: string;
	    login: string;
	    firstName: string;
	    lastName: string;
	    type: string;
	    affiliations: AffiliationRow[];
	    moreTies: number;
	    missing: string[];
	    toSign: number;
	
	    static createFrom(source: any = {}) {
	        return new SignerRow(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.id = source["id"];
	        this.email = source["email"];
	        this.login = source["login"];
	        this.firstName = source["firstName"];
	        this.lastName = source["lastName"];
	        this.type = source["type"];
	        this.affiliations = this.convertValues(source["affiliations"], AffiliationRow);
	        this.moreTies = source["moreTies"];
	        this.missing = source["missing"];
	        this.toSign = source["toSign"];
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class SignerPage {
	    items: SignerRow[];
	    next: string;
	    count: number;
	
	    static createFrom(source: any = {}) {
	        return new SignerPage(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.items = this.convertValues(source["items"], SignerRow);
	        this.next = source["next"];
	        this.count = source["count"];
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	
	export class SignerReadiness {
	    isReady: boolean;
	    steps: ReadinessStep[];
	    site: ReadinessStep[];
	
	    static createFrom(source: any = {}) {
	        return new SignerReadiness(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.isReady = source["isReady"];
	        this.steps = this.convertValues(source["steps"], ReadinessStep);
	        this.site = this.convertValues(source["site"], ReadinessStep);
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	
	export class SigningCertificate {
	    id: number;
	    origin: string;
	    subject: string;
	    issuer: string;
	    fingerprint: string;
	    validFrom: string;
	    validUntil: string;
	    isCurrent: boolean;
	    hasEnded: boolean;
	    endsSoon: boolean;
	    since: string;
	    replacedAt: string;
	
	    static createFrom(source: any = {}) {
	        return new SigningCertificate(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.id = source["id"];
	        this.origin = source["origin"];
	        this.subject = source["subject"];
	        this.issuer = source["issuer"];
	        this.fingerprint = source["fingerprint"];
	        this.validFrom = source["validFrom"];
	        this.validUntil = source["validUntil"];
	        this.isCurrent = source["isCurrent"];
	        this.hasEnded = source["hasEnded"];
	        this.endsSoon = source["endsSoon"];
	        this.since = source["since"];
	        this.replacedAt = source["replacedAt"];
	    }
	}
	export class SigningCertificates {
	    current: SigningCertificate[];
	    earlier: SigningCertificate[];
	
	    static createFrom(source: any = {}) {
	        return new SigningCertificates(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.current = this.convertValues(source["current"], SigningCertificate);
	        this.earlier = this.convertValues(source["earlier"], SigningCertificate);
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class SigningPerson {
	    id: number;
	    name: string;
	    email: string;
	    waiting: number;
	    signed: number;
	    lastSignedAt: string;
	
	    static createFrom(source: any = {}) {
	        return new SigningPerson(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.id = source["id"];
	        this.name = source["name"];
	        this.email = source["email"];
	        this.waiting = source["waiting"];
	        this.signed = source["signed"];
	        this.lastSignedAt = source["lastSignedAt"];
	    }
	}
	export class SigningPersonPage {
	    items: SigningPerson[];
	    next: string;
	    count: number;
	
	    static createFrom(source: any = {}) {
	        return new SigningPersonPage(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.items = this.convertValues(source["items"], SigningPerson);
	        this.next = source["next"];
	        this.count = source["count"];
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class SigningPersonQuery {
	    search: string;
	    id: number;
	    after: string;
	    limit: number;
	
	    static createFrom(source: any = {}) {
	        return new SigningPersonQuery(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.search = source["search"];
	        this.id = source["id"];
	        this.after = source["after"];
	        this.limit = source["limit"];
	    }
	}
	export class TaskState {
	    id: string;
	    label: string;
	    phase: string;
	    done: number;
	    total: number;
	    state: string;
	    fault?: fault.Error;
	    file: SavedFile;
	
	    static createFrom(source: any = {}) {
	        return new TaskState(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.id = source["id"];
	        this.label = source["label"];
	        this.phase = source["phase"];
	        this.done = source["done"];
	        this.total = source["total"];
	        this.state = source["state"];
	        this.fault = this.convertValues(source["fault"], fault.Error);
	        this.file = this.convertValues(source["file"], SavedFile);
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class TextPlaceholder {
	    name: string;
	    help: string;
	
	    static createFrom(source: any = {}) {
	        return new TextPlaceholder(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.name = source["name"];
	        this.help = source["help"];
	    }
	}
	export class TextDetail {
	    kind: string;
	    label: string;
	    group: string;
	    help: string;
	    isMail: boolean;
	    subject: string;
	    body: string;
	    defaultSubject: string;
	    defaultBody: string;
	    isDefault: boolean;
	    placeholders: TextPlaceholder[];
	
	    static createFrom(source: any = {}) {
	        return new TextDetail(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.kind = source["kind"];
	        this.label = source["label"];
	        this.group = source["group"];
	        this.help = source["help"];
	        this.isMail = source["isMail"];
	        this.subject = source["subject"];
	        this.body = source["body"];
	        this.defaultSubject = source["defaultSubject"];
	        this.defaultBody = source["defaultBody"];
	        this.isDefault = source["isDefault"];
	        this.placeholders = this.convertValues(source["placeholders"], TextPlaceholder);
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class TextInfo {
	    kind: string;
	    label: string;
	    group: string;
	    help: string;
	    isDefault: boolean;
	    isEmpty: boolean;
	    updatedAt: string;
	
	    static createFrom(source: any = {}) {
	        return new TextInfo(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.kind = source["kind"];
	        this.label = source["label"];
	        this.group = source["group"];
	        this.help = source["help"];
	        this.isDefault = source["isDefault"];
	        this.isEmpty = source["isEmpty"];
	        this.updatedAt = source["updatedAt"];
	    }
	}
	
	export class TransferField {
	    name: string;
	    label: string;
	    help: string;
	
	    static createFrom(source: any = {}) {
	        return new TransferField(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.name = source["name"];
	        this.label = source["label"];
	        this.help = source["help"];
	    }
	}
	export class TransferPreview {
	    fields: TransferField[];
	    format: string;
	    encoding: string;
	    separator: string;
	    sheets: string[];
	    sheet: string;
	    headers: string[];
	    rows: string[][];
	    mapping: string[];
	
	    static createFrom(source: any = {}) {
	        return new TransferPreview(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.fields = this.convertValues(source["fields"], TransferField);
	        this.format = source["format"];
	        this.encoding = source["encoding"];
	        this.separator = source["separator"];
	        this.sheets = source["sheets"];
	        this.sheet = source["sheet"];
	        this.headers = source["headers"];
	        this.rows = source["rows"];
	        this.mapping = source["mapping"];
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class TransferProblem {
	    line: number;
	    reason: string;
	
	    static createFrom(source: any = {}) {
	        return new TransferProblem(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.line = source["line"];
	        this.reason = source["reason"];
	    }
	}
	export class TransferRename {
	    line: number;
	    from: string;
	    to: string;
	
	    static createFrom(source: any = {}) {
	        return new TransferRename(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.line = source["line"];
	        this.from = source["from"];
	        this.to = source["to"];
	    }
	}
	export class TransferReport {
	    rows: number;
	    inserted: number;
	    updated: number;
	    unchanged: number;
	    activations: number;
	    renamedCount: number;
	    renamed: TransferRename[];
	    errorCount: number;
	    errors: TransferProblem[];
	    sha256: string;
	
	    static createFrom(source: any = {}) {
	        return new TransferReport(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.rows = source["rows"];
	        this.inserted = source["inserted"];
	        this.updated = source["updated"];
	        this.unchanged = source["unchanged"];
	        this.activations = source["activations"];
	        this.renamedCount = source["renamedCount"];
	        this.renamed = this.convertValues(source["renamed"], TransferRename);
	        this.errorCount = source["errorCount"];
	        this.errors = this.convertValues(source["errors"], TransferProblem);
	        this.sha256 = source["sha256"];
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class TransferRequest {
	    kind: string;
	    token: string;
	    sheet: string;
	    noHeader: boolean;
	    mapping: string[];
	    mode: string;
	    sendActivation: boolean;
	
	    static createFrom(source: any = {}) {
	        return new TransferRequest(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.kind = source["kind"];
	        this.token = source["token"];
	        this.sheet = source["sheet"];
	        this.noHeader = source["noHeader"];
	        this.mapping = source["mapping"];
	        this.mode = source["mode"];
	        this.sendActivation = source["sendActivation"];
	    }
	}
	export class UserDetail {
	    id: number;
	    email: string;
	    login: string;
	    firstName: string;
	    lastName: string;
	    type: string;
	    status: string;
	    isSuspended: boolean;
	    isLockedOut: boolean;
	    lockedUntil: string;
	    twoFactor: boolean;
	    hasPassword: boolean;
	    activationUntil: string;
	    sessions: number;
	    isModelUser: boolean;
	    organizations: OrganizationChoice[];
	    assessments: AssessmentRef[];
	    restrictions: string[];
	    affiliations: AffiliationRow[];
	    accountRoles: AccountRoleRef[];
	    isSigner: boolean;
	    lastSignInAt: string;
	    createdAt: string;
	    updatedAt: string;
	    seen: number;
	
	    static createFrom(source: any = {}) {
	        return new UserDetail(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.id = source["id"];
	        this.email = source["email"];
	        this.login = source["login"];
	        this.firstName = source["firstName"];
	        this.lastName = source["lastName"];
	        this.type = source["type"];
	        this.status = source["status"];
	        this.isSuspended = source["isSuspended"];
	        this.isLockedOut = source["isLockedOut"];
	        this.lockedUntil = source["lockedUntil"];
	        this.twoFactor = source["twoFactor"];
	        this.hasPassword = source["hasPassword"];
	        this.activationUntil = source["activationUntil"];
	        this.sessions = source["sessions"];
	        this.isModelUser = source["isModelUser"];
	        this.organizations = this.convertValues(source["organizations"], OrganizationChoice);
	        this.assessments = this.convertValues(source["assessments"], AssessmentRef);
	        this.restrictions = source["restrictions"];
	        this.affiliations = this.convertValues(source["affiliations"], AffiliationRow);
	        this.accountRoles = this.convertValues(source["accountRoles"], AccountRoleRef);
	        this.isSigner = source["isSigner"];
	        this.lastSignInAt = source["lastSignInAt"];
	        this.createdAt = source["createdAt"];
	        this.updatedAt = source["updatedAt"];
	        this.seen = source["seen"];
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class UserInput {
	    email: string;
	    login: string;
	    firstName: string;
	    lastName: string;
	    type: string;
	    organizationIds: number[];
	    assessmentIds: number[];
	    restrictions: string[];
	    affiliations: AffiliationInput[];
	    accountRoleIds: number[];
	    seen: number;
	
	    static createFrom(source: any = {}) {
	        return new UserInput(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.email = source["email"];
	        this.login = source["login"];
	        this.firstName = source["firstName"];
	        this.lastName = source["lastName"];
	        this.type = source["type"];
	        this.organizationIds = source["organizationIds"];
	        this.assessmentIds = source["assessmentIds"];
	        this.restrictions = source["restrictions"];
	        this.affiliations = this.convertValues(source["affiliations"], AffiliationInput);
	        this.accountRoleIds = source["accountRoleIds"];
	        this.seen = source["seen"];
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class UserRow {
	    id: number;
	    email: string;
	    login: string;
	    firstName: string;
	    lastName: string;
	    type: string;
	    status: string;
	    organization: string;
	    organizations: number;
	    affiliation: string;
	    affiliations: number;
	    assessments: number;
	    twoFactor: boolean;
	    isModelUser: boolean;
	    lastSignInAt: string;
	    createdAt: string;
	
	    static createFrom(source: any = {}) {
	        return new UserRow(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.id = source["id"];
	        this.email = source["email"];
	        this.login = source["login"];
	        this.firstName = source["firstName"];
	        this.lastName = source["lastName"];
	        this.type = source["type"];
	        this.status = source["status"];
	        this.organization = source["organization"];
	        this.organizations = source["organizations"];
	        this.affiliation = source["affiliation"];
	        this.affiliations = source["affiliations"];
	        this.assessments = source["assessments"];
	        this.twoFactor = source["twoFactor"];
	        this.isModelUser = source["isModelUser"];
	        this.lastSignInAt = source["lastSignInAt"];
	        this.createdAt = source["createdAt"];
	    }
	}
	export class UserPage {
	    items: UserRow[];
	    next: string;
	    count: number;
	
	    static createFrom(source: any = {}) {
	        return new UserPage(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.items = this.convertValues(source["items"], UserRow);
	        this.next = source["next"];
	        this.count = source["count"];
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	
	
	export class UserSettings {
	    twoFactor: string;
	    passwordMinimum: number;
	    passwordMinimumWithSecondFactor: number;
	    sessionIdleMinutes: number;
	    sessionAbsoluteHours: number;
	    lockoutThreshold: number;
	
	    static createFrom(source: any = {}) {
	        return new UserSettings(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.twoFactor = source["twoFactor"];
	        this.passwordMinimum = source["passwordMinimum"];
	        this.passwordMinimumWithSecondFactor = source["passwordMinimumWithSecondFactor"];
	        this.sessionIdleMinutes = source["sessionIdleMinutes"];
	        this.sessionAbsoluteHours = source["sessionAbsoluteHours"];
	        this.lockoutThreshold = source["lockoutThreshold"];
	    }
	}
	export class UsersOutcome {
	    changed: number[];
	    left: LeftOut[];
	
	    static createFrom(source: any = {}) {
	        return new UsersOutcome(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.changed = source["changed"];
	        this.left = this.convertValues(source["left"], LeftOut);
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}
	export class VersionDifference {
	    kind: string;
	    change: string;
	    id: string;
	    text: string;
	    section: string;
	    members: string[];
	
	    static createFrom(source: any = {}) {
	        return new VersionDifference(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.kind = source["kind"];
	        this.change = source["change"];
	        this.id = source["id"];
	        this.text = source["text"];
	        this.section = source["section"];
	        this.members = source["members"];
	    }
	}

}

export namespace fault {
	
	export class Mend {
	    label: string;
	    to: string;
	
	    static createFrom(source: any = {}) {
	        return new Mend(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.label = source["label"];
	        this.to = source["to"];
	    }
	}
	export class Error {
	    code: string;
	    message: string;
	    fields?: Record<string, string>;
	    mend?: Mend;
	    request_id?: string;
	
	    static createFrom(source: any = {}) {
	        return new Error(source);
	    }
	
	    constructor(source: any = {}) {
	        if ('string' === typeof source) source = JSON.parse(source);
	        this.code = source["code"];
	        this.message = source["message"];
	        this.fields = source["fields"];
	        this.mend = this.convertValues(source["mend"], Mend);
	        this.request_id = source["request_id"];
	    }
	
		convertValues(a: any, classs: any, asMap: boolean = false): any {
		    if (!a) {
		        return a;
		    }
		    if (a.slice && a.map) {
		        return (a as any[]).map(elem => this.convertValues(elem, classs));
		    } else if ("object" === typeof a) {
		        if (asMap) {
		            for (const key of Object.keys(a)) {
		                a[key] = new classs(a[key]);
		            }
		            return a;
		        }
		        return new classs(a);
		    }
		    return a;
		}
	}

}

