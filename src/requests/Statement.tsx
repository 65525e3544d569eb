import { Textarea } from '@tarojs/components';

interface StatementProps {
  readonly id: string;
  readonly label: string;
  readonly hint: string;
  readonly value: string;
  readonly onInput: (value: string) => void;
}

/** A few sentences of the person's own. */
export function Statement({ id, label, hint, value, onInput }: StatementProps) {
  return (
    <Textarea
      id={id}
      className="submit__statement"
      maxlength={300}
      value={value}
      placeholder={hint}
      ariaLabel={label}
      onInput={({ detail }) => onInput(detail.value)}
    />
  );
}
