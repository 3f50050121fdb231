import { type ReactNode, useEffect, useState } from 'react';
import type { OrganizationChoice, UserDetail, UserInput } from '@/api/types';
import { number } from '@/app/format';
import { texts } from '@/app/texts';
import { RecordForm } from '@/components/RecordForm';
import { TabStrip } from '@/components/TabStrip';
import { focusFirstError, useRecordForm } from '@/components/useRecordForm';
import { AccountFields } from './AccountFields';
import { AccountRolesTab } from './AccountRolesTab';
import { AffiliationsTab, type Place } from './AffiliationsTab';

const t = texts.users;

export const emptyUser: UserInput = {
  email: '',
  login: '',
  firstName: '',
  lastName: '',
  type: 'manager',
  organizationIds: [],
  assessmentIds: [],
  restrictions: [],
  affiliations: [],
  accountRoleIds: [],
  seen: 0,
};

/** What the form sends, from what the program knows. */
export const inputOf = (user: UserDetail): UserInput => ({
  email: user.email,
  login: user.login,
  firstName: user.firstName,
  lastName: user.lastName,
  type: user.type,
  organizationIds: user.organizations.map(({ id }) => id),
  assessmentIds: user.assessments.map(({ id }) => id),
  restrictions: user.restrictions,
  affiliations: user.affiliations.map(({ organizationId, roles }) => ({
    organizationId,
    roleIds: roles.map(({ id }) => id),
  })),
  accountRoleIds: user.accountRoles.map(({ id }) => id),
  seen: user.seen,
});

/** The tabs of somebody's screen; saved together. */
export type UserTab = 'account' | 'affiliations' | 'roles' | 'readiness';

interface UserFormProps {
  label: string;
  initial: UserInput;
  /** Names of the organizations that are chosen already. */
  organizations: Pick<OrganizationChoice, 'id' | 'name'>[];
  /** Names of those that there are ties to already. */
  places?: Place[];
  tab: UserTab;
  onTab: (tab: UserTab) => void;
  save: (input: UserInput) => Promise<UserDetail>;
  onSaved: (saved: UserDetail, close: boolean) => void;
  /** What the program has now, for a user that is there already. */
  present?: () => Promise<UserInput>;
  onCancel?: () => void;
  /** Puts Apply beside Save, which then closes: an Individual's screen. */
  onClose?: (input: UserInput) => (() => void) | undefined;
  /** An Individual who is looked at, until Edit is pressed. */
  reading?: ReactNode;
  onEdit?: () => void;
  /** What stands under the fields of the first tab. */
  children?: ReactNode;
  readiness?: ReactNode;
}

/** Everything about one user: account, affiliations and account roles in one form. */
export function UserForm(props: UserFormProps) {
  const { label, initial, tab, onTab, save, onSaved, present, onCancel, onClose, reading, onEdit } = props;
  const [chosen, setChosen] = useState<Place[]>([]);
  const record = useRecordForm({
    initial,
    save,
    present,
    onSaved: (saved, close) => {
      onSaved(saved, close);
      return inputOf(saved);
    },
  });
  const { form, fault, container } = record;
  const values = form.getValues();
  const places = [...(props.places ?? []), ...chosen];

  // What is at fault may stand on another tab.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each refusal
  useEffect(() => {
    const at = tabOf(Object.keys(fault?.fields ?? {}));
    if (at && at !== tab) onTab(at);
  }, [fault]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: after the tab has come to the front
  useEffect(() => {
    if (fault) focusFirstError(container.current);
  }, [tab]);

  const tabs = [
    { key: 'account', label: t.tabs.account },
    { key: 'affiliations', label: t.tabs.affiliations, note: noteOf(values.affiliations.length) },
    { key: 'roles', label: t.tabs.roles, note: noteOf(values.accountRoleIds.length) },
    ...(props.readiness ? [{ key: 'readiness', label: t.tabs.readiness }] : []),
  ];
  return (
    <RecordForm record={record} label={label} onCancel={onCancel} onClose={onClose?.(values)}>
      <TabStrip label={t.tabs.label} tabs={tabs} shown={tab} onShow={(key) => onTab(key as UserTab)}>
        {tab === 'account' ? (
          <>
            {reading ?? <AccountFields form={form} organizations={props.organizations} />}
            {props.children}
          </>
        ) : null}
        {tab === 'affiliations' ? (
          <AffiliationsTab
            value={values.affiliations}
            places={places}
            onChoose={(more) => setChosen([...chosen, ...more])}
            onChange={(ties) => form.setFieldValue('affiliations', ties)}
            error={form.errors.affiliations}
            onEdit={reading ? onEdit : undefined}
          />
        ) : null}
        {tab === 'roles' ? (
          <AccountRolesTab
            value={values.accountRoleIds}
            onChange={(ids) => form.setFieldValue('accountRoleIds', ids)}
            error={form.errors.accountRoleIds}
            reading={reading !== undefined}
          />
        ) : null}
        {tab === 'readiness' ? props.readiness : null}
      </TabStrip>
    </RecordForm>
  );
}

const noteOf = (count: number) => (count > 0 ? number(count) : undefined);

/** The tab on which the first field at fault stands. */
function tabOf(fields: string[]): UserTab | undefined {
  const [first] = fields.filter((field) => field !== 'seen');
  if (!first) return undefined;
  if (first === 'affiliations') return 'affiliations';
  return first === 'accountRoleIds' ? 'roles' : 'account';
}
