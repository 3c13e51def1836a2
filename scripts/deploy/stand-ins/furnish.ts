// mmdebstrap calls this with the new system's folder.
import { addHostCertificates } from "../../base-images/add-host-certificates.ts";

addHostCertificates(process.argv[2] as string);
