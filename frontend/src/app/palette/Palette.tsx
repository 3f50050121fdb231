import { useDebouncedValue } from '@mantine/hooks';
import { createSpotlight, Spotlight } from '@mantine/spotlight';
import {
  IconBolt,
  IconBuilding,
  IconFileText,
  IconLink,
  IconSearch,
  IconSignature,
  IconUser,
} from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, type ReactNode, useState } from 'react';
import { useNavigate } from 'react-router';
import { api } from '@/api';
import { texts } from '../texts';
import { useScreens } from '../useScreens';
import { matches, startsWith } from './match';
import classes from './Palette.module.css';
import { useActions } from './useActions';

const [store, palette] = createSpotlight();

/** Opens the palette, for a button that says so. */
export const openPalette = palette.open;

const t = texts.palette;
const FEW = 6;
/** The list is a scroll area, whose own property the kit's types leave out. */
const FOCUSABLE = { viewportProps: { tabIndex: 0 } } as object;
const ICONS: Record<string, typeof IconBolt> = {
  action: IconBolt,
  organization: IconBuilding,
  user: IconUser,
  link: IconLink,
  contract: IconSignature,
  document: IconFileText,
};

interface Item {
  key: string;
  label: string;
  under?: string;
  Icon: typeof IconBolt;
  run: () => void;
}

/** Enter takes the first choice when no other was gone to with the arrow keys. */
function takeFirst(event: KeyboardEvent) {
  if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
  if (document.querySelector(`.${classes.action}[data-selected]`)) return;
  document.querySelector<HTMLElement>(`.${classes.action}`)?.click();
}

/** Ctrl/Cmd+K: screens, actions, organizations, users, contracts, documents and links, found by typing and reached by keyboard alone. */
export function Palette() {
  const [typed, setTyped] = useState('');
  return (
    <Spotlight.Root
      store={store}
      query={typed}
      onQueryChange={setTyped}
      onSpotlightClose={() => setTyped('')}
      shortcut={['mod + K', 'mod + P']}
      triggerOnContentEditable
      tagsToIgnore={[]}
      centered={false}
      yOffset="12vh"
      overlayProps={{ blur: 0, backgroundOpacity: 0.35 }}
      maxHeight="min(60vh, 460px)"
      scrollable
      attributes={{ content: { 'aria-label': t.open } }}
      classNames={{ content: classes.content, action: classes.action, actionsGroup: classes.group }}
    >
      <Spotlight.Search
        placeholder={t.placeholder}
        aria-label={t.open}
        onKeyDown={takeFirst}
        leftSection={<IconSearch size={18} stroke={1.5} aria-hidden="true" />}
      />
      <Found typed={typed} />
    </Spotlight.Root>
  );
}

function Found({ typed }: { typed: string }) {
  const navigate = useNavigate();
  const actions = useActions();
  const screens = useScreens().flatMap((group) => group.screens);
  const [words] = useDebouncedValue(typed.trim(), 120);
  const query = useQuery({
    queryKey: ['palette', words],
    queryFn: () => api.palette.Find(words),
    enabled: words !== '',
    placeholderData: keepPreviousData,
  });
  const records = words === '' ? [] : (query.data ?? []);

  const screen = ({ to, label, Icon }: (typeof screens)[number]) => ({
    key: to,
    label,
    under: matches(label, typed) ? undefined : t.fieldsOf[to],
    Icon,
    run: () => navigate(to),
  });
  const action = ({ id, label, run }: (typeof actions)[number]) => ({ key: id, label, Icon: IconBolt, run });
  // What begins as typed is what was meant; other screens and actions come after the records.
  const groups: [name: string, items: Item[]][] = [
    ['screen', screens.filter(({ label }) => matches(label, typed)).map(screen)],
    ['action', actions.filter(({ label }) => startsWith(label, typed)).map(action)],
    ...['organization', 'user', 'contract', 'document', 'link'].map((kind): [string, Item[]] => [
      kind,
      records
        .filter((hit) => hit.kind === kind)
        .map((hit) => ({
          key: `${kind}-${hit.id}`,
          label: hit.name,
          under: hit.under,
          Icon: ICONS[kind] ?? IconBolt,
          run: () => navigate(hit.to),
        })),
    ]),
    [
      'screen',
      screens
        .filter(({ to, label }) => !matches(label, typed) && matches(`${label} ${t.fieldsOf[to] ?? ''}`, typed))
        .map(screen),
    ],
    [
      'action',
      actions
        .filter(({ label, words }) => !startsWith(label, typed) && matches(`${label} ${words}`, typed))
        .slice(0, typed.trim() === '' ? FEW : undefined)
        .map(action),
    ],
  ];
  const shown = groups.filter(([, items]) => items.length > 0);
  return (
    <Spotlight.ActionsList className={classes.list} {...FOCUSABLE}>
      {shown.map(([name, items]) => (
        <Spotlight.ActionsGroup key={`${name}-${items[0]?.key}`} label={t.groups[name] ?? name}>
          {items.map((item) => (
            <Choice key={item.key} item={item} />
          ))}
        </Spotlight.ActionsGroup>
      ))}
      {shown.length === 0 ? <Spotlight.Empty>{query.isFetching ? t.searching : t.nothing}</Spotlight.Empty> : null}
    </Spotlight.ActionsList>
  );
}

function Choice({ item }: { item: Item }): ReactNode {
  const { Icon } = item;
  return (
    <Spotlight.Action onClick={item.run}>
      <span className={classes.choice}>
        <Icon size={16} stroke={1.5} aria-hidden="true" />
        <span className={classes.label} dir="auto">
          {item.label}
        </span>
        {item.under ? (
          <span className={classes.under} dir="auto">
            {item.under}
          </span>
        ) : null}
      </span>
    </Spotlight.Action>
  );
}
