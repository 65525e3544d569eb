import { Text, View } from '@tarojs/components';
import './index.scss';

export interface SlotCell {
  readonly id: string;
  readonly start: string;
  /** How many seats are left, in words. */
  readonly word: string;
  readonly free: boolean;
}

export interface SlotGridProps {
  /** Makes the ids of two grids on one page differ. */
  readonly name: string;
  readonly slots: readonly SlotCell[];
  readonly onChoose: (id: string) => void;
}

/** The half hours of a day. A full one is said to be full and cannot be pressed. */
export function SlotGrid({ name, slots, onChoose }: SlotGridProps) {
  return (
    <View className="slots">
      {slots.map(({ id, start, word, free }) => (
        <View
          key={id}
          id={`slot-${name}-${start.replace(':', '')}`}
          className={`slots__slot ${free ? 'slots__slot--free' : 'slots__slot--full'}`}
          ariaRole="button"
          ariaLabel={`${start} ${word}`}
          hoverClass={free ? 'slots__slot--pressed' : 'none'}
          onClick={() => {
            if (free) onChoose(id);
          }}
        >
          <Text className="slots__start">{start}</Text>
          <Text className="slots__word">{word}</Text>
        </View>
      ))}
    </View>
  );
}
