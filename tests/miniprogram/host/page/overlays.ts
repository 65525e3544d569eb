import { inside } from './elements/define';
import { button } from './frame';

export interface Question {
  readonly title: string;
  readonly content: string;
  readonly confirmText: string;
  /** Undefined for a question with one answer only. */
  readonly cancelText: string | undefined;
}

/** What lies over the page for a moment: questions, toasts, sheets. */
export interface Overlays {
  ask(question: Question): Promise<boolean>;
  /** Index of the chosen option; undefined when the sheet was closed. */
  choose(options: readonly string[], cancelText: string): Promise<number | undefined>;
  pick(columns: readonly (readonly string[])[], chosen: readonly number[]): Promise<number[] | undefined>;
  date(type: 'date' | 'time', value: string): Promise<string | undefined>;
  toast(text: string, milliseconds: number): void;
  loading(text: string | undefined): void;
}

export function drawOverlays(overlay: HTMLElement): Overlays {
  let toastTimer: ReturnType<typeof setTimeout> | undefined;

  /** Puts a sheet up until it is answered. */
  function sheet<Answer>(build: (answer: (answer: Answer) => void) => HTMLElement): Promise<Answer> {
    return new Promise((resolve) => {
      const shade = inside('div', 'phone-shade');
      shade.append(
        build((answer) => {
          shade.remove();
          resolve(answer);
        }),
      );
      overlay.append(shade);
    });
  }

  return {
    ask: ({ title, content, confirmText, cancelText }) =>
      sheet<boolean>((answer) => {
        const box = titled('phone-modal', title);
        const words = inside('p');
        words.id = 'modal-content';
        words.textContent = content;
        const row = inside('div', 'phone-row');
        if (cancelText !== undefined) row.append(button('modal-cancel', cancelText, () => answer(false)));
        row.append(button('modal-confirm', confirmText, () => answer(true)));
        box.append(words, row);
        return box;
      }),
    choose: (options, cancelText) =>
      sheet<number | undefined>((answer) => {
        const box = inside('div', 'phone-sheet');
        box.append(
          ...options.map((option, index) => button(`sheet-${index}`, option, () => answer(index))),
          button('sheet-cancel', cancelText, () => answer(undefined)),
        );
        return box;
      }),
    pick: (columns, chosen) =>
      sheet<number[] | undefined>((answer) => {
        const picked = columns.map((_, column) => chosen[column] ?? 0);
        const box = inside('div', 'phone-sheet');
        const lists = inside('div', 'phone-columns');
        lists.append(...columns.map((options, column) => columnOf(options, column, picked)));
        box.append(
          bar(
            () => answer(undefined),
            () => answer(picked),
          ),
          lists,
        );
        return box;
      }),
    date: (type, value) =>
      sheet<string | undefined>((answer) => {
        const input = inside('input');
        input.id = 'picker-date';
        input.type = type;
        input.value = value;
        const box = inside('div', 'phone-sheet');
        box.append(
          bar(
            () => answer(undefined),
            () => answer(input.value),
          ),
          input,
        );
        return box;
      }),
    toast(text, milliseconds) {
      overlay.querySelector('#toast')?.remove();
      clearTimeout(toastTimer);
      const box = inside('div', 'phone-toast');
      box.id = 'toast';
      box.textContent = text;
      overlay.append(box);
      toastTimer = setTimeout(() => box.remove(), milliseconds);
    },
    loading(text) {
      overlay.querySelector('#loading')?.remove();
      if (text === undefined) return;
      const box = inside('div', 'phone-toast');
      box.id = 'loading';
      box.textContent = text;
      overlay.append(box);
    },
  };
}

function titled(className: string, title: string): HTMLElement {
  const box = inside('div', className);
  if (title === '') return box;
  const heading = inside('h2');
  heading.textContent = title;
  box.append(heading);
  return box;
}

function bar(cancel: () => void, confirm: () => void): HTMLElement {
  const row = inside('div', 'phone-row');
  row.append(button('picker-cancel', '取消', cancel), button('picker-confirm', '确定', confirm));
  return row;
}

/** One column of a picker: the chosen option carries `aria-selected`. */
function columnOf(options: readonly string[], column: number, picked: number[]): HTMLElement {
  const list = inside('div', 'phone-column');
  const items = options.map((option, index) =>
    button(`picker-${column}-${index}`, option, () => {
      picked[column] = index;
      mark();
    }),
  );
  const mark = () => {
    items.forEach((item, index) => {
      item.setAttribute('aria-selected', String(index === picked[column]));
    });
  };
  mark();
  list.append(...items);
  return list;
}
