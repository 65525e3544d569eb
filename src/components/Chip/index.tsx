import { Text, View } from '@tarojs/components';
import './index.scss';

export interface ChipProps {
  readonly id: string;
  readonly text: string;
  readonly chosen: boolean;
  readonly onPress: () => void;
}

/** One of several choices. What is chosen carries a tick, so that colour is not the only cue. */
export function Chip({ id, text, chosen, onPress }: ChipProps) {
  return (
    <View
      id={id}
      className={`chip ${chosen ? 'chip--chosen' : ''}`}
      ariaRole="button"
      ariaLabel={chosen ? `${text} ✓` : text}
      onClick={onPress}
    >
      {chosen ? <Text className="chip__tick">✓</Text> : null}
      <Text>{text}</Text>
    </View>
  );
}
