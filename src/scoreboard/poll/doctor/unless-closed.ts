import { isErrno } from '../../../platform/errno.ts';

/** What a read gives; null where whoever runs doctor may not read it, as is right for files of the maintainers. */
export async function unlessClosed<T>(read: () => Promise<T>): Promise<T | null> {
  try {
    return await read();
  } catch (error) {
    if (isErrno(error, 'EACCES', 'EPERM')) return null;
    throw error;
  }
}
