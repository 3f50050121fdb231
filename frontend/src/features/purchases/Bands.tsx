import { ActionIcon, Button, NumberInput, TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { PriceBand } from '@/api/types';
import { texts } from '@/app/texts';
import classes from './Bands.module.css';

const t = texts.purchases.lists;

interface BandsProps {
  bands: PriceBand[];
  currency: string;
  error?: ReactNode;
  onChange: (bands: PriceBand[]) => void;
}

/** What one response costs, from each quantity on. */
export function Bands({ bands, currency, error, onChange }: BandsProps) {
  const put = (index: number, change: Partial<PriceBand>) =>
    onChange(bands.map((band, at) => (at === index ? { ...band, ...change } : band)));
  const next = Math.max(0, ...bands.map(({ fromQuantity }) => fromQuantity)) * 2 || 1;
  return (
    <div className={classes.bands}>
      {bands.map((band, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a band is where it stands
        <div key={index} className={classes.band}>
          <NumberInput
            label={t.fromQuantity}
            min={1}
            max={1_000_000}
            allowDecimal={false}
            thousandSeparator=","
            value={band.fromQuantity}
            error={Boolean(error)}
            onChange={(value) => put(index, { fromQuantity: Number(value || 0) })}
          />
          <TextInput
            label={t.price(currency)}
            inputMode="decimal"
            value={band.price}
            error={Boolean(error)}
            onChange={(event) => put(index, { price: event.currentTarget.value })}
          />
          <ActionIcon
            variant="default"
            size={36}
            aria-label={t.removeBand(index + 1)}
            disabled={bands.length === 1}
            onClick={() => onChange(bands.filter((_, at) => at !== index))}
          >
            <IconX size={16} stroke={1.5} aria-hidden="true" />
          </ActionIcon>
        </div>
      ))}
      {error ? (
        <p className={classes.error} role="alert">
          {error}
        </p>
      ) : null}
      <div>
        <Button size="xs" onClick={() => onChange([...bands, { fromQuantity: next, price: '' }])}>
          {t.addBand}
        </Button>
      </div>
    </div>
  );
}
