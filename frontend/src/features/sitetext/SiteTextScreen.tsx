import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { api } from '@/api';
import type { TextInfo } from '@/api/types';
import { texts } from '@/app/texts';
import { Loaded } from '@/components/Loaded';
import { Moment } from '@/components/Moment';
import { StatusDot } from '@/components/StatusDot';
import { FeaturesPage } from '@/features/settings/FeaturesPage';
import classes from './SiteTextScreen.module.css';

const t = texts.siteText;

/** All texts, in groups, each with the way to its editor. */
export function SiteTextScreen() {
  const query = useQuery({ queryKey: ['site-text', 'list'], queryFn: () => api.siteText.List() });
  return (
    <FeaturesPage title={t.title} sentence={t.sentence}>
      <Loaded query={query}>
        {(all) => (
          <div className={classes.groups}>
            {[...new Set(all.map(({ group }) => group))].map((group) => (
              <Group key={group} name={group} items={all.filter((item) => item.group === group)} />
            ))}
          </div>
        )}
      </Loaded>
    </FeaturesPage>
  );
}

function Group({ name, items }: { name: string; items: TextInfo[] }) {
  return (
    <section aria-label={name}>
      <h2 className={classes.group}>{name}</h2>
      <ul className={classes.list}>
        {items.map((item) => (
          <li key={item.kind} className={classes.item}>
            <div className={classes.words}>
              <h3 className={classes.label}>{item.label}</h3>
              <p className={classes.help}>{item.help}</p>
            </div>
            <div className={classes.state}>
              <State item={item} />
              {item.updatedAt ? (
                <div className={classes.help}>
                  {t.changed} <Moment at={item.updatedAt} />
                </div>
              ) : null}
            </div>
            <Button
              size="xs"
              component={Link}
              to={`/settings/features/site-text/${item.kind}`}
              aria-label={t.editLabel(item.label)}
            >
              {t.edit}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function State({ item }: { item: TextInfo }) {
  if (item.isEmpty) return <StatusDot tone="warn">{t.empty}</StatusDot>;
  if (item.isDefault) return <StatusDot tone="quiet">{t.isDefault}</StatusDot>;
  return <StatusDot tone="good">{t.own}</StatusDot>;
}
