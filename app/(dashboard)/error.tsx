"use client";
import ErrorPage from "../error";

/** As the outer one, inside the frame: the rail still leads elsewhere. */
export default ErrorPage;
