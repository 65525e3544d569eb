import { ScrollView, Text, View } from '@tarojs/components';
import './index.scss';

export interface FullnessCell {
  readonly id: string;
  readonly level: 'open' | 'few' | 'full' | 'soon' | 'closed' | 'over';
  /** How full, in a word or two signs. */
  readonly word: string;
  /** Free seats, where there are any. */
  readonly count?: string;
  /** What the screen reader says. */
  readonly label: string;
  readonly onPress: () => void;
}

export interface FullnessRow {
  readonly date: string;
  readonly day: string;
  readonly weekday: string;
  readonly weekend: boolean;
  readonly cells: readonly FullnessCell[];
}

export interface FullnessGridProps {
  readonly id: string;
  readonly dayTitle: string;
  readonly columns: readonly { readonly id: string; readonly name: string }[];
  readonly rows: readonly FullnessRow[];
}

/** Longer names stand upright, so that every hall fits on the screen. */
const LONGEST_NAME_ACROSS = 4;

/** Days down, halls across: how full every hall is on every day, in colour, in a word and in seats. */
export function FullnessGrid({ id, dayTitle, columns, rows }: FullnessGridProps) {
  const tall = columns.some(({ name }) => name.length > LONGEST_NAME_ACROSS);
  return (
    <ScrollView id={id} className="fullness" scrollX>
      <View className="fullness__row">
        <Text className="fullness__day fullness__title">{dayTitle}</Text>
        {columns.map((column) => (
          <Text
            key={column.id}
            className={`fullness__cell fullness__title ${tall ? 'fullness__title--tall' : ''}`}
          >
            {column.name}
          </Text>
        ))}
      </View>
      {rows.map((row) => (
        <View key={row.date} className={`fullness__row ${row.weekend ? 'fullness__row--weekend' : ''}`}>
          <View className="fullness__day">
            <Text className="fullness__date">{row.day}</Text>
            <Text className="fullness__weekday">{row.weekday}</Text>
          </View>
          {row.cells.map((cell) => (
            <View
              key={cell.id}
              id={cell.id}
              className={`fullness__cell fullness__cell--${cell.level}`}
              ariaRole="button"
              ariaLabel={cell.label}
              onClick={cell.onPress}
            >
              <Text className="fullness__word">{cell.word}</Text>
              {cell.count === undefined ? null : <Text className="fullness__count">{cell.count}</Text>}
            </View>
          ))}
        </View>
      ))}
    </ScrollView>
  );
}
