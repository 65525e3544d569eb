import { Input, Text, View } from '@tarojs/components';
import './index.scss';

export interface FieldProps {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly hint?: string;
  /** What is wrong with it, shown below. */
  readonly wrong?: string | undefined;
  readonly type?: 'text' | 'idcard' | 'number';
  readonly maxLength?: number;
  readonly onInput: (value: string) => void;
}

/** A line of text with its name above and what is wrong with it below. */
export function Field({ id, label, value, hint, wrong, type = 'text', maxLength = 40, onInput }: FieldProps) {
  return (
    <View className="field">
      <Text className="field__label">{label}</Text>
      <Input
        id={id}
        className={`field__input ${wrong === undefined ? '' : 'field__input--wrong'}`}
        type={type}
        maxlength={maxLength}
        value={value}
        placeholder={hint ?? ''}
        placeholderClass="field__placeholder"
        ariaLabel={label}
        onInput={({ detail }) => onInput(detail.value)}
      />
      {wrong === undefined ? null : (
        <Text id={`${id}-wrong`} className="field__wrong">
          {wrong}
        </Text>
      )}
    </View>
  );
}
