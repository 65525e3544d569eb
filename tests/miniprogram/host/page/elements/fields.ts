import { fire } from '../viewEvents';
import { define, inside, PhoneElement } from './define';

type Typing = HTMLInputElement | HTMLTextAreaElement;

/** What `input` and `textarea` share: a value that both the person and the app may change. */
abstract class TextField extends PhoneElement {
  protected readonly typing: Typing;
  private readonly placeholder = inside('span', 'phone-placeholder');

  constructor(typing: Typing) {
    super();
    this.typing = typing;
    typing.maxLength = 140;
    typing.addEventListener('input', () => {
      this.showPlaceholder();
      fire(this, 'input', { value: typing.value, cursor: typing.selectionStart ?? 0, keyCode: 0 });
    });
    typing.addEventListener('focus', () => fire(this, 'focus', { value: typing.value, height: 0 }));
    typing.addEventListener('blur', () => fire(this, 'blur', { value: typing.value }));
  }

  get value(): string {
    return this.typing.value;
  }

  set value(value: string) {
    this.typing.value = value;
    this.showPlaceholder();
  }

  connectedCallback(): void {
    this.append(this.typing, this.placeholder);
    this.showPlaceholder();
  }

  /** For a label around the field. */
  takeFocus(): void {
    if (!this.flag('disabled')) this.typing.focus();
  }

  override changed(name: string): void {
    if (name === 'value' && this.typing.value !== this.words('value')) this.value = this.words('value');
    if (name === 'disabled') this.typing.disabled = this.flag('disabled');
    if (name === 'focus' && this.flag('focus')) this.takeFocus();
    if (name === 'maxlength') this.limitLength(Number(this.words('maxlength')));
    if (name.startsWith('placeholder')) this.showPlaceholder();
    if (name === 'aria-label') this.typing.setAttribute('aria-label', this.words('aria-label'));
  }

  private limitLength(length: number): void {
    if (length >= 0) this.typing.maxLength = length;
    else this.typing.removeAttribute('maxlength');
  }

  private showPlaceholder(): void {
    this.placeholder.textContent = this.words('placeholder');
    this.placeholder.className = `phone-placeholder ${this.words('placeholder-class')}`;
    this.placeholder.hidden = this.typing.value !== '';
  }
}

class PhoneInput extends TextField {
  constructor() {
    super(inside('input'));
    this.typing.addEventListener('keydown', (event) => {
      if ((event as KeyboardEvent).key === 'Enter') fire(this, 'confirm', { value: this.typing.value });
    });
  }

  override changed(name: string): void {
    super.changed(name);
    if (name === 'password' || name === 'type') {
      (this.typing as HTMLInputElement).type = this.flag('password') ? 'password' : 'text';
    }
  }
}

class PhoneTextarea extends TextField {
  constructor() {
    super(inside('textarea'));
  }
}

/** Everything in a form that has a `name` and a value. */
interface Control extends PhoneElement {
  readonly value: unknown;
}

/** Hands over the values of what it holds, by name. */
export class Form extends PhoneElement {
  submit(button: PhoneElement): void {
    const controls = [...this.querySelectorAll<Control>('*')].filter(
      (element) => element instanceof PhoneElement && element.words('name') !== '' && 'value' in element,
    );
    const value = Object.fromEntries(controls.map((control) => [control.words('name'), control.value]));
    fire(this, 'submit', { value, target: { id: button.id } });
  }

  reset(): void {
    fire(this, 'reset');
  }
}

export function defineFields(): void {
  define('input', PhoneInput);
  define('textarea', PhoneTextarea);
  define('form', Form);
}
