import { Image } from '@tarojs/components';
import qrcode from 'qrcode-generator';
import { useMemo } from 'react';

export interface QrCodeProps {
  readonly id: string;
  readonly text: string;
  readonly label: string;
  readonly className: string;
}

const MODULE_PIXELS = 6;
const QUIET_ZONE_PIXELS = 12;

/** A text as a QR code: a GIF in the page itself, which both phones and browsers draw without a network. */
export function QrCode({ id, text, label, className }: QrCodeProps) {
  const picture = useMemo(() => {
    const code = qrcode(0, 'M');
    code.addData(text);
    code.make();
    return code.createDataURL(MODULE_PIXELS, QUIET_ZONE_PIXELS);
  }, [text]);
  return <Image id={id} className={className} src={picture} ariaLabel={label} />;
}
