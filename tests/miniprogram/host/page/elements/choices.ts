import { fire } from '../viewEvents';
import { define, PhoneElement } from './define';

/** A control that is on or off; the app's word counts until the person taps. */
abstract class Toggle extends PhoneElement {
  protected on = false;

  override changed(name: string): void {
    if (name === 'checked') this.show(this.flag('checked'));
  }

  show(on: boolean): void {
    this.on = on;
    this.classList.toggle('phone-on', on);
  }

  get isOn(): boolean {
    return this.on;
  }
}

class Switch extends Toggle {
  get value(): boolean {
    return this.on;
  }

  override tapped(): void {
    if (this.flag('disabled')) return;
    this.show(!this.on);
    fire(this, 'change', { value: this.on });
  }
}

class Checkbox extends Toggle {
  override tapped(): void {
    if (this.flag('disabled')) return;
    this.show(!this.on);
    this.closest<CheckboxGroup>('wx-checkbox-group')?.tell();
  }
}

class CheckboxGroup extends PhoneElement {
  get value(): string[] {
    return [...this.querySelectorAll<Checkbox>('wx-checkbox')]
      .filter((each) => each.isOn)
      .map((each) => each.words('value'));
  }

  tell(): void {
    fire(this, 'change', { value: this.value });
  }
}

class Radio extends Toggle {
  override tapped(): void {
    if (this.flag('disabled') || this.on) return;
    const group = this.closest<RadioGroup>('wx-radio-group');
    for (const each of group?.radios ?? []) each.show(each === this);
    this.show(true);
    group?.tell();
  }
}

class RadioGroup extends PhoneElement {
  get radios(): Radio[] {
    return [...this.querySelectorAll<Radio>('wx-radio')];
  }

  get value(): string {
    return this.radios.find((each) => each.isOn)?.words('value') ?? '';
  }

  tell(): void {
    fire(this, 'change', { value: this.value });
  }
}

class Slider extends PhoneElement {
  get value(): number {
    return Number(this.words('value') || 0);
  }
}

/** Passes a tap on to the control that it names with `for`, or to the first one in it. */
class Label extends PhoneElement {
  override tapped(): void {
    const named = this.words('for');
    const control =
      named === ''
        ? this.querySelector('wx-switch, wx-checkbox, wx-radio, wx-input, wx-textarea')
        : this.closest('mp-page')?.querySelector(`#${CSS.escape(named)}`);
    if (control instanceof PhoneElement && !tappedItself(control)) control.tapped();
    if (control instanceof PhoneElement && 'takeFocus' in control) (control.takeFocus as () => void)();
  }
}

let lastTapped: EventTarget | null = null;

/** A control inside a label hears of its own tap once, not again through the label. */
export function rememberTapped(target: EventTarget | null): void {
  lastTapped = target;
}

function tappedItself(control: PhoneElement): boolean {
  return lastTapped instanceof Node && control.contains(lastTapped);
}

export function defineChoices(): void {
  define('switch', Switch);
  define('checkbox', Checkbox);
  define('checkbox-group', CheckboxGroup);
  define('radio', Radio);
  define('radio-group', RadioGroup);
  define('slider', Slider);
  define('label', Label);
}
