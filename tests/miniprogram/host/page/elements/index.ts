import { defineButtons } from './buttons';
import { defineChoices } from './choices';
import { define } from './define';
import { defineFields } from './fields';
import { definePicker } from './picker';
import { definePictures } from './pictures';
import { defineScrolling } from './scrolling';

/** Every built-in component that this phone has. */
export function defineBuiltins(): void {
  for (const tag of ['view', 'text', 'cover-view']) define(tag);
  definePictures();
  defineButtons();
  defineFields();
  defineChoices();
  definePicker();
  defineScrolling();
}
