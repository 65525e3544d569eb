/** What Chromium's shape detection offers; TypeScript's DOM library does not know it yet. */
interface BarcodeDetector {
  detect(source: HTMLVideoElement): Promise<readonly { readonly rawValue: string }[]>;
}

type BarcodeDetectorClass = new (options: { readonly formats: readonly string[] }) => BarcodeDetector;

function detectorClass(): BarcodeDetectorClass | undefined {
  return (window as { BarcodeDetector?: BarcodeDetectorClass }).BarcodeDetector;
}

/** True where this browser has a camera (secure pages only) and reads codes by itself. */
export function cameraReadsCodes(): boolean {
  return detectorClass() !== undefined && navigator.mediaDevices !== undefined;
}

/** Shows the camera over the page until a QR code is read; undefined when it is closed or refused. Never rejects. */
export async function scanWithCamera(): Promise<string | undefined> {
  const Detector = detectorClass();
  if (Detector === undefined || !cameraReadsCodes()) return undefined;
  try {
    const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } });
    return await readFrom(stream, new Detector({ formats: ['qr_code'] }));
  } catch {
    return undefined;
  }
}

async function readFrom(stream: MediaStream, detector: BarcodeDetector): Promise<string | undefined> {
  const { shade, video, closed } = drawViewfinder();
  try {
    video.srcObject = stream;
    await video.play();
    while (!closed()) {
      const [found] = await detector.detect(video);
      if (found !== undefined) return found.rawValue;
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
    return undefined;
  } finally {
    for (const track of stream.getTracks()) track.stop();
    shade.remove();
  }
}

function drawViewfinder() {
  const shade = document.createElement('div');
  shade.style.cssText = 'position:fixed;inset:0;z-index:2000;background:#000;text-align:center';
  const video = document.createElement('video');
  video.setAttribute('playsinline', '');
  video.style.cssText = 'width:100%;height:100%;object-fit:cover';
  const close = document.createElement('button');
  close.textContent = '✕';
  close.setAttribute('aria-label', '关闭 Close');
  close.style.cssText =
    'position:absolute;left:50%;bottom:48px;width:72px;height:72px;margin-left:-36px;border:0;border-radius:36px;font-size:28px';
  let isClosed = false;
  close.onclick = () => {
    isClosed = true;
  };
  shade.append(video, close);
  document.body.append(shade);
  return { shade, video, closed: () => isClosed };
}
