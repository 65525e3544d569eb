import { addressOf } from '../api/files';
import { fire } from '../viewEvents';
import { define, inside, PhoneElement } from './define';

const fits: Readonly<Record<string, string>> = {
  scaleToFill: 'fill',
  aspectFit: 'contain',
  aspectFill: 'cover',
  widthFix: 'fill',
  heightFix: 'fill',
};

/** Shows a picture of the package a `data:` address or a file of the phone; says when it is there or cannot be. */
class PhoneImage extends PhoneElement {
  private readonly picture = inside('img');

  constructor() {
    super();
    this.picture.draggable = false;
    this.picture.addEventListener('load', () =>
      fire(this, 'load', { width: this.picture.naturalWidth, height: this.picture.naturalHeight }),
    );
    this.picture.addEventListener('error', () =>
      fire(this, 'error', { errMsg: `cannot load ${this.words('src')}` }),
    );
  }

  connectedCallback(): void {
    this.append(this.picture);
  }

  override changed(name: string): void {
    if (name === 'src' && this.words('src') !== '') this.picture.src = addressOf(this.words('src'));
    if (name !== 'mode') return;
    const mode = this.words('mode');
    this.picture.style.objectFit = fits[mode] ?? 'fill';
    if (mode === 'widthFix') this.style.height = 'auto';
  }
}

/** Text with tags that the phone itself understands. */
class RichText extends PhoneElement {
  override changed(name: string): void {
    const nodes = this.attribute('nodes');
    if (name === 'nodes' && typeof nodes === 'string') this.innerHTML = nodes;
  }
}

class Progress extends PhoneElement {
  override changed(): void {
    this.style.setProperty('--percent', `${Number(this.words('percent'))}%`);
  }
}

export function definePictures(): void {
  define('image', PhoneImage);
  define('rich-text', RichText);
  define('progress', Progress);
  define('icon');
}
