import type {
  AccountRoleRow,
  ApplicationInfo,
  AssessmentDetail,
  ContractDetail,
  ContractTemplate,
  ListenerState,
  MailDetail,
  MailState,
  OrganizationDetail,
  PartnerPortalSettings,
  RegistrationRow,
  ResponseRow,
  TextDetail,
  UserDetail,
  UserSettings,
} from '@/api/types';

/** What the stand-in for the program knows. */
export interface World {
  site: ApplicationInfo;
  organizations: OrganizationDetail[];
  users: UserDetail[];
  accountRoles: AccountRoleRow[];
  assessments: AssessmentDetail[];
  responses: ResponseRow[];
  registrations: RegistrationRow[];
  mails: MailDetail[];
  contracts: ContractDetail[];
  contractTemplates: ContractTemplate[];
  texts: TextDetail[];
  portal: PartnerPortalSettings;
  userSettings: UserSettings;
  listener: ListenerState;
  mail: MailState;
}

const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString();

export function organization(parts: Partial<OrganizationDetail> & { id: number; name: string }): OrganizationDetail {
  return {
    parentId: 0,
    trail: [],
    level: 1,
    status: 'active',
    responseAllotment: 'unlimited',
    bccEmail: '',
    assessorName: '',
    assessorEmail: '',
    website: '',
    city: '',
    emailDomains: [],
    notes: '',
    key: `&org=AUq1mE7xQ0Zr8LkVb2nHs5TtY9cJd3Fw6Pg${parts.id}kTz0`,
    linkProblem: '',
    registrationLink: `https://partners.northwind.example/register?org=AUq1mE7xQ0Zr8LkVb2nHs5TtY9cJd3Fw6Pg${parts.id}kTz0`,
    managers: [],
    children: 0,
    below: 0,
    responses: 0,
    registeredAt: '',
    createdAt: hoursAgo(900),
    updatedAt: hoursAgo(30),
    about: '',
    privacy: '',
    seen: 1,
    ...parts,
  };
}

export function user(parts: Partial<UserDetail> & { id: number }): UserDetail {
  return {
    email: '',
    login: '',
    firstName: '',
    lastName: '',
    type: 'manager',
    status: 'active',
    isSuspended: false,
    isLockedOut: false,
    lockedUntil: '',
    twoFactor: false,
    hasPassword: true,
    activationUntil: '',
    sessions: 0,
    isModelUser: false,
    organizations: [],
    assessments: [],
    restrictions: [],
    affiliations: [],
    accountRoles: [],
    isSigner: parts.type === 'individual',
    lastSignInAt: '',
    createdAt: hoursAgo(500),
    updatedAt: hoursAgo(50),
    seen: 1,
    ...parts,
  };
}

const LONG =
  'Zürcher Beratungsverbund für Organisationsentwicklung, Führungskräftebildung und Zusammenarbeit e. V. (Geschäftsstelle Nordostschweiz)';

/** A site that is in use, with the names that break careless screens. */
export function busyWorld(): World {
  const alliance = organization({ id: 1, name: 'Nordic Alliance', children: 2, below: 4, responses: 1204 });
  const sweden = organization({
    id: 2,
    name: 'Sweden',
    parentId: 1,
    level: 2,
    trail: [{ id: 1, name: 'Nordic Alliance' }],
    responseAllotment: 'allocated',
    children: 2,
    below: 2,
  });
  const trail = [
    { id: 1, name: 'Nordic Alliance' },
    { id: 2, name: 'Sweden' },
  ];
  const halden = organization({
    id: 3,
    name: 'Halden AS',
    parentId: 2,
    level: 3,
    trail,
    responseAllotment: 'allocated',
    managers: [{ id: 2, name: 'Inger Dahl', email: 'inger.dahl@halden.example' }],
    registeredAt: hoursAgo(60),
  });
  const organizations = [
    alliance,
    sweden,
    halden,
    organization({ id: 4, name: 'Göteborgs Ledarskap', parentId: 2, level: 3, trail, responseAllotment: 'purchased' }),
    organization({ id: 5, name: 'Finland', parentId: 1, level: 2, trail: trail.slice(0, 1) }),
    organization({ id: 6, name: 'Model Organization' }),
    organization({ id: 7, name: 'معهد الشرق للتدريب والقيادة', responseAllotment: 'allocated' }),
    organization({ id: 8, name: LONG, responseAllotment: 'purchased' }),
    organization({ id: 9, name: '<script>alert("partner")</script>' }),
    organization({ id: 10, name: '🚀 Rocket & Søns 👩‍👩‍👧‍👦', status: 'archived', key: '', registrationLink: '' }),
    ...Array.from({ length: 60 }, (_, index) => organization({ id: 100 + index, name: `Partner ${index + 1}` })),
  ];
  const check = assessment(1, 'leadership-check', 'Leadership Check');
  const culture = assessment(2, 'culture-survey', 'Culture Survey');
  const refs = [check, culture].map(({ id, code, name }) => ({ id, code, name }));
  const choice = (id: number, name: string) => ({ id, name, trail: '', level: 1 });
  const users = [
    user({
      id: 1,
      email: 'mara.lindqvist@northwind.example',
      firstName: 'Mara',
      lastName: 'Lindqvist',
      organizations: [choice(6, 'Model Organization')],
      assessments: refs,
      restrictions: ['hide_exports', 'no_bulk_upload'],
      isModelUser: true,
      lastSignInAt: hoursAgo(2),
    }),
    user({
      id: 2,
      email: 'inger.dahl@halden.example',
      firstName: 'Inger',
      lastName: 'Dahl',
      organizations: [choice(3, 'Halden AS'), choice(2, 'Sweden')],
      assessments: refs.slice(0, 1),
      twoFactor: true,
      sessions: 2,
      lastSignInAt: hoursAgo(26),
    }),
    user({
      id: 3,
      email: 'omar@halden.example',
      firstName: 'عمر',
      lastName: 'حدّاد',
      status: 'pending',
      hasPassword: false,
      activationUntil: hoursAgo(-70),
      organizations: [choice(7, 'معهد الشرق للتدريب والقيادة')],
      assessments: refs,
    }),
    user({
      id: 4,
      login: 'jonas.peer',
      type: 'individual',
      firstName: '<script>',
      lastName: 'Peer',
      isSuspended: true,
      status: 'suspended',
    }),
    user({
      id: 5,
      email: 'a-very-long-address-that-goes-on-and-on-and-on-for-quite-a-while@subdomain.of.a.long.domain.example',
      firstName: 'Wolfeschlegelsteinhausenbergerdorff',
      lastName: '🦊 Hubert Blaine',
      status: 'locked',
      isLockedOut: true,
      lockedUntil: hoursAgo(-0.5),
      organizations: [choice(8, LONG)],
      assessments: refs,
    }),
  ];
  const states = ['completed', 'in_progress', 'invited', 'expired', 'cancelled'];
  return {
    ...emptyWorld(),
    site: {
      ...emptyWorld().site,
      siteName: 'Northwind Partners',
      useOrganization: true,
      usePartnerPortal: true,
      useAllotments: true,
    },
    organizations,
    users,
    assessments: [check, culture],
    responses: Array.from({ length: 75 }, (_, index) => ({
      id: index + 1,
      respondent: ['Aino Virtanen', 'Bo Ekström', 'شيماء', '<b>Chidi</b>', ''][index % 5] ?? '',
      email: `person${index}@halden.example`,
      organization: index % 7 === 0 ? LONG : 'Halden AS',
      assessment: 'Leadership Check',
      state: states[index % 5] ?? 'invited',
      role: '',
      together: false,
      progress: 60,
      hasScore: index % 2 === 0,
      score: 81.3,
      createdAt: hoursAgo(index * 9),
      completedAt: index % 5 === 0 ? hoursAgo(index * 9 - 3) : '',
      expiresAt: hoursAgo(index * 9 - 400),
    })),
    registrations: ['admitted', 'duplicate', 'admitted', 'pending', 'refused'].map((state, index) => ({
      id: index + 1,
      state,
      organizationName: ['Halden AS', 'Halden AS', LONG, 'معهد الشرق', '<script>alert(1)</script>'][index] ?? '',
      renamedTo: index === 1 ? 'Halden AS (2)' : '',
      person: 'Inger Dahl',
      email: 'inger.dahl@halden.example',
      parentName: index === 0 ? 'Sweden' : '',
      link: '',
      address: '127.0.0.1',
      organizationId: state === 'admitted' ? 3 : 0,
      userId: state === 'admitted' ? 2 : 0,
      note: '',
      createdAt: hoursAgo(index * 20),
    })),
    mails: [
      mail(1, 'Activate your account', true, false),
      mail(2, 'You are invited to answer Leadership Check', false, false),
      mail(3, 'Activate your account', true, true),
    ],
    portal: {
      ...emptyWorld().portal,
      allowExternalOrganizationCreation: true,
      modelUserId: 1,
      requireOrganizationLevel: 2,
      allowSelfManagement: true,
    },
    mail: mailState(),
    listener: {
      ...emptyWorld().listener,
      running: true,
      since: hoursAgo(3),
      listensOn: '127.0.0.1:8787',
      publicAddress: 'https://partners.northwind.example',
      lastAnswerAt: hoursAgo(0.1),
      lastAnswer: '200 GET /register',
    },
  };
}

/** A site on its first day. */
export function emptyWorld(): World {
  return {
    site: {
      version: '0.1.0',
      shell: 'browser',
      dataFolder: '/data',
      siteName: 'Partner portal',
      timeZone: 'UTC',
      isSample: false,
      isNew: false,
      useOrganization: false,
      usePartnerPortal: false,
      useAllotments: false,
      useCohorts: false,
      useContracts: false,
    },
    organizations: [],
    users: [],
    accountRoles: [
      {
        id: 1,
        name: 'Partner Portal User',
        rights: ['partner_portal_login', 'view_contract_documents', 'sign_contract_documents'],
        members: 0,
        seen: 1,
      },
    ],
    assessments: [],
    responses: [],
    registrations: [],
    mails: [],
    contracts: [],
    contractTemplates: [],
    texts: ['Partner Portal Initiation Text', 'First Time Assessment Manager', 'Assessment Manager Help'].map(
      (label, index) => ({
        kind: `text_${index + 1}`,
        label,
        group: 'Portal',
        help:
          [
            'Shown on the self-registration screen.',
            'A dialog shown the first time a manager signs in.',
            'Behind Help in the manager’s menu.',
          ][index] ?? '',
        isMail: false,
        subject: '',
        body: 'Register your organization and you can **invite** your first respondents today.',
        defaultSubject: '',
        defaultBody: 'Register your organization.',
        isDefault: index > 0,
        placeholders: [
          { name: '{{site.name}}', help: 'The site’s name' },
          { name: '{{organization.name}}', help: 'The organization’s name' },
        ],
      }),
    ),
    portal: {
      allowExternalOrganizationCreation: false,
      modelUserId: 0,
      defaultResourceAllocation: 'unlimited',
      allowSelfManagement: false,
      allowUserManagement: false,
      allowDrivers: false,
      allowClassifiers: false,
      allowRoles: false,
      requireOrganizationLevel: 0,
      listParents: true,
    },
    userSettings: {
      twoFactor: 'off',
      passwordMinimum: 15,
      passwordMinimumWithSecondFactor: 8,
      sessionIdleMinutes: 60,
      sessionAbsoluteHours: 12,
      lockoutThreshold: 10,
    },
    mail: mailState(),
    listener: {
      settings: {
        startWithApplication: false,
        address: '127.0.0.1',
        port: 8787,
        publicAddress: '',
        certificateFile: '',
        keyFile: '',
        trustedProxies: [],
      },
      running: false,
      since: '',
      listensOn: '',
      publicAddress: 'http://127.0.0.1:8787',
      lastAnswerAt: '',
      lastAnswer: '',
      problem: '',
      warning: '',
      fixedBy: '',
    },
  };
}

export function assessment(id: number, code: string, name: string): AssessmentDetail {
  return {
    id,
    code,
    name,
    description: 'How somebody leads, as they see it themselves.',
    versions: [
      { id: id * 10 + 1, number: 2, state: 'draft', createdAt: hoursAgo(4), publishedAt: '', responses: 0 },
      {
        id: id * 10,
        number: 1,
        state: 'published',
        createdAt: hoursAgo(400),
        publishedAt: hoursAgo(399),
        responses: 41,
      },
    ],
    sections: [
      {
        title: 'Direction',
        questions: [
          {
            id: 'q1',
            text: 'I say where we are going.',
            type: 'scale',
            required: true,
            scored: true,
            driver: '',
            answer: '',
          },
          {
            id: 'q2',
            text: 'What would you change first?',
            type: 'long_text',
            required: false,
            scored: false,
            driver: '',
            answer: '',
          },
        ],
      },
      {
        title: 'Safety at work',
        questions: [
          {
            id: 'q3',
            text: 'Machines are guarded.',
            type: 'single_choice',
            required: true,
            scored: true,
            driver: 'manufacturing',
            answer: '',
          },
        ],
      },
    ],
    managers: [{ id: 1, name: 'Mara Lindqvist', email: 'mara.lindqvist@northwind.example' }],
    managerCount: 1,
    problems: 0,
    driversBy: 'organization',
    drivers: 1,
  };
}

function mail(id: number, subject: string, isSealed: boolean, isBlanked: boolean): MailDetail {
  return {
    mail: {
      id,
      kind: 'activation',
      kindLabel: 'Activation',
      state: isBlanked ? 'sent' : 'held',
      toEmail: 'omar@halden.example',
      toName: 'Omar Haddad',
      subject,
      isSealed,
      createdAt: hoursAgo(id * 5),
      sentAt: isBlanked ? hoursAgo(1) : '',
      nextAt: '',
      lastError: '',
    },
    body: isBlanked ? '' : 'Hello Omar,\n\nyour account is ready.\nCode: K7QF-2MXP-9T4B-W\n\nNorthwind Partners',
    bccEmail: '',
    isBlanked,
    files: [],
    attempts: [],
    sends: false,
    mailTo: isBlanked ? '' : 'mailto:inger@halden.example',
  };
}

export function mailState(parts: Partial<MailState['settings']> = {}): MailState {
  return {
    settings: {
      isOn: false,
      server: '',
      port: 587,
      protection: 'starttls',
      login: '',
      authorityFile: '',
      senderEmail: '',
      senderName: '',
      ...parts,
    },
    hasPassword: false,
    reason: '',
    failedAt: '',
    pausedUntil: '',
    sentAt: '',
    held: 0,
    queued: 0,
    failed: 0,
  };
}
