// From the OpenAPI document with the digest 6570ff826223e2229dcf2f350305f4065ddda8104dc4674c96b96c3f0f678e86.
// Made by `npm run generate`, never by hand.

export interface paths {
    "/healthz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {string} */
                            status: "ok";
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/readyz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            ready: boolean;
                            reason?: string;
                        };
                    };
                };
                /** @description Default Response */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            ready: boolean;
                            reason?: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/languages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Languages and their versions */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            languages: {
                                name: string;
                                aliases: string[];
                                title: string;
                                /** @description As the toolchain prints it; null when it is not installed here. */
                                version: string | null;
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/problems": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List problems */
        get: {
            parameters: {
                query?: {
                    /** @description `next_cursor` of the page before. */
                    cursor?: string;
                    limit?: number;
                    /** @description Only those whose id or title holds this text, in whatever case. */
                    search?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            problems: {
                                id: string;
                                digest: string;
                                title?: string | null;
                                tests: number;
                                /** @description RFC 3339. */
                                created_at: string;
                            }[];
                            next_cursor: string | null;
                        };
                    };
                };
                /** @description What was wrong, as RFC 9457 has it. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description A URI that names the kind of error: `urn:assay:error:` and the code. */
                            type: string;
                            title: string;
                            status: number;
                            /** @description Stable, for programs. */
                            code: string;
                            /** @description What was wrong this time, for people. */
                            detail: string;
                            /** @description What to do about it. */
                            hint?: string;
                            /** @description Whether the same request may succeed later. */
                            retryable: boolean;
                            request_id?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        /**
         * Upload problems
         * @description One problem, an array, or NDJSON. In an array or NDJSON, entries that cannot be used are listed under `refused`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            /** @description One problem, an array of them, or NDJSON with one per line. */
            requestBody: {
                content: {
                    "application/json": {
                        /** @description Any text without control characters; never used as a file name. */
                        id: string;
                        title?: string | null;
                        tests: ({
                            /** @description Any text without control characters; never used as a file name. */
                            id?: string;
                            /** @description It is shown in the statement, so that a program may know what is expected. */
                            sample?: boolean;
                            /** @enum {string} */
                            kind: "stdio";
                            input: string;
                            output: string;
                        } | {
                            /** @description Any text without control characters; never used as a file name. */
                            id?: string;
                            /** @description It is shown in the statement, so that a program may know what is expected. */
                            sample?: boolean;
                            /** @enum {string} */
                            kind: "call";
                            /** @description A function, `Class().method`, or a method of the class `Solution`. */
                            entry_point: string;
                            /** @description Whole numbers of any size are carried exactly. */
                            args: components["schemas"]["JsonValueInput"][];
                            expected: components["schemas"]["JsonValueInput"];
                        } | {
                            /** @description Any text without control characters; never used as a file name. */
                            id?: string;
                            /** @description It is shown in the statement, so that a program may know what is expected. */
                            sample?: boolean;
                            /** @enum {string} */
                            kind: "code";
                            /** @description Test code with asserts; `check(candidate)` is called when it is defined, and else what pytest, unittest or Jest would run. The program is the module `solution`, or one of the same folder. */
                            code: string;
                            /** @description The function under test. Without it every name that the test code does not define is of the program; for one that is called like a builtin (`sum`) it is needed. */
                            entry_point?: string;
                        } | {
                            /** @description Any text without control characters; never used as a file name. */
                            id?: string;
                            /** @description It is shown in the statement, so that a program may know what is expected. */
                            sample?: boolean;
                            /** @enum {string} */
                            kind: "interactive";
                            /** @description What the interactor reads; the candidate never sees it. */
                            input: string;
                            /**
                             * @description The interactor's answer file.
                             * @default
                             */
                            output?: string;
                        } | {
                            /** @description Any text without control characters; never used as a file name. */
                            id?: string;
                            /** @description It is shown in the statement, so that a program may know what is expected. */
                            sample?: boolean;
                            /** @enum {string} */
                            kind: "math";
                            /** @description The reference in LaTeX, without its \boxed{}; the final answer is to be equal to it. */
                            answer: string;
                        })[];
                        limits?: {
                            /** @description CPU time of the whole process tree; this judges a program. */
                            cpu_ms?: number;
                            /** @description Elapsed time less time spent waiting for a processor; catches sleepers. Default: a generous multiple of cpu_ms. */
                            wall_ms?: number;
                            memory_mb?: number;
                            /** @description Bytes of standard output, in KiB. */
                            output_kb?: number;
                        };
                        compare?: {
                            /** @enum {string} */
                            method: "exact" | "lines" | "tokens" | "float" | "livecodebench" | "apps" | "codeforces" | "icpc" | "sandboxfusion";
                            /** @description float: relative tolerance, default 1e-6. */
                            rel_tol?: number;
                            /** @description float: absolute tolerance, default 1e-6. */
                            abs_tol?: number;
                            /** @description icpc: the default validator's flags, e.g. "case_sensitive float_tolerance 1e-6". */
                            flags?: string;
                        };
                        checker?: {
                            /** @enum {string} */
                            protocol: "testlib" | "icpc" | "codeforces" | "cms" | "scalebox";
                            /** @description icpc: arguments after the feedback directory. */
                            flags?: string;
                            language: string;
                            code?: string;
                            files?: {
                                [key: string]: string;
                            };
                        };
                        /** @description The program that `interactive` tests talk to (protocol testlib or icpc). */
                        interactor?: {
                            /** @enum {string} */
                            protocol: "testlib" | "icpc" | "codeforces" | "cms" | "scalebox";
                            /** @description icpc: arguments after the feedback directory. */
                            flags?: string;
                            language: string;
                            code?: string;
                            files?: {
                                [key: string]: string;
                            };
                        };
                        /** @description Source put before a candidate's `completion`, e.g. HumanEval's prompt. */
                        prefix?: string;
                        /** @description Sources that every program of this language is compiled with, e.g. the grader of an IOI task. */
                        together?: {
                            language: string;
                            files: {
                                [key: string]: string;
                            };
                        };
                        /** @description Source put before every program of that language, e.g. the imports that a data set's own grader gives. */
                        preamble?: {
                            language: string;
                            code: string;
                        };
                        golden?: {
                            language: string;
                            code?: string;
                            files?: {
                                [key: string]: string;
                            };
                        };
                        groups?: {
                            tests: string[];
                            points: number;
                        }[];
                    } | {
                        /** @description Any text without control characters; never used as a file name. */
                        id: string;
                        title?: string | null;
                        tests: ({
                            /** @description Any text without control characters; never used as a file name. */
                            id?: string;
                            /** @description It is shown in the statement, so that a program may know what is expected. */
                            sample?: boolean;
                            /** @enum {string} */
                            kind: "stdio";
                            input: string;
                            output: string;
                        } | {
                            /** @description Any text without control characters; never used as a file name. */
                            id?: string;
                            /** @description It is shown in the statement, so that a program may know what is expected. */
                            sample?: boolean;
                            /** @enum {string} */
                            kind: "call";
                            /** @description A function, `Class().method`, or a method of the class `Solution`. */
                            entry_point: string;
                            /** @description Whole numbers of any size are carried exactly. */
                            args: components["schemas"]["JsonValueInput"][];
                            expected: components["schemas"]["JsonValueInput"];
                        } | {
                            /** @description Any text without control characters; never used as a file name. */
                            id?: string;
                            /** @description It is shown in the statement, so that a program may know what is expected. */
                            sample?: boolean;
                            /** @enum {string} */
                            kind: "code";
                            /** @description Test code with asserts; `check(candidate)` is called when it is defined, and else what pytest, unittest or Jest would run. The program is the module `solution`, or one of the same folder. */
                            code: string;
                            /** @description The function under test. Without it every name that the test code does not define is of the program; for one that is called like a builtin (`sum`) it is needed. */
                            entry_point?: string;
                        } | {
                            /** @description Any text without control characters; never used as a file name. */
                            id?: string;
                            /** @description It is shown in the statement, so that a program may know what is expected. */
                            sample?: boolean;
                            /** @enum {string} */
                            kind: "interactive";
                            /** @description What the interactor reads; the candidate never sees it. */
                            input: string;
                            /**
                             * @description The interactor's answer file.
                             * @default
                             */
                            output?: string;
                        } | {
                            /** @description Any text without control characters; never used as a file name. */
                            id?: string;
                            /** @description It is shown in the statement, so that a program may know what is expected. */
                            sample?: boolean;
                            /** @enum {string} */
                            kind: "math";
                            /** @description The reference in LaTeX, without its \boxed{}; the final answer is to be equal to it. */
                            answer: string;
                        })[];
                        limits?: {
                            /** @description CPU time of the whole process tree; this judges a program. */
                            cpu_ms?: number;
                            /** @description Elapsed time less time spent waiting for a processor; catches sleepers. Default: a generous multiple of cpu_ms. */
                            wall_ms?: number;
                            memory_mb?: number;
                            /** @description Bytes of standard output, in KiB. */
                            output_kb?: number;
                        };
                        compare?: {
                            /** @enum {string} */
                            method: "exact" | "lines" | "tokens" | "float" | "livecodebench" | "apps" | "codeforces" | "icpc" | "sandboxfusion";
                            /** @description float: relative tolerance, default 1e-6. */
                            rel_tol?: number;
                            /** @description float: absolute tolerance, default 1e-6. */
                            abs_tol?: number;
                            /** @description icpc: the default validator's flags, e.g. "case_sensitive float_tolerance 1e-6". */
                            flags?: string;
                        };
                        checker?: {
                            /** @enum {string} */
                            protocol: "testlib" | "icpc" | "codeforces" | "cms" | "scalebox";
                            /** @description icpc: arguments after the feedback directory. */
                            flags?: string;
                            language: string;
                            code?: string;
                            files?: {
                                [key: string]: string;
                            };
                        };
                        /** @description The program that `interactive` tests talk to (protocol testlib or icpc). */
                        interactor?: {
                            /** @enum {string} */
                            protocol: "testlib" | "icpc" | "codeforces" | "cms" | "scalebox";
                            /** @description icpc: arguments after the feedback directory. */
                            flags?: string;
                            language: string;
                            code?: string;
                            files?: {
                                [key: string]: string;
                            };
                        };
                        /** @description Source put before a candidate's `completion`, e.g. HumanEval's prompt. */
                        prefix?: string;
                        /** @description Sources that every program of this language is compiled with, e.g. the grader of an IOI task. */
                        together?: {
                            language: string;
                            files: {
                                [key: string]: string;
                            };
                        };
                        /** @description Source put before every program of that language, e.g. the imports that a data set's own grader gives. */
                        preamble?: {
                            language: string;
                            code: string;
                        };
                        golden?: {
                            language: string;
                            code?: string;
                            files?: {
                                [key: string]: string;
                            };
                        };
                        groups?: {
                            tests: string[];
                            points: number;
                        }[];
                    }[];
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            problems: {
                                id: string;
                                /** @description `sha256:` and the hash of the canonical JSON; also usable wherever an id is. */
                                digest: string;
                                tests: number;
                                /** @description False when the id already pointed to this very content. */
                                created: boolean;
                            }[];
                            refused: {
                                /** @description The line (NDJSON) or the position in the array, from 1. */
                                entry: number;
                                code: string;
                                detail: string;
                                errors?: {
                                    path: string;
                                    message: string;
                                }[];
                            }[];
                        };
                    };
                };
                /** @description What was wrong, as RFC 9457 has it. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** @description A URI that names the kind of error: `urn:assay:error:` and the code. */
                            type: string;
                            title: string;
                            status: number;
                            /** @description Stable, for programs. */
                            code: string;
                            /** @description What was wrong this time, for people. */
                            detail: string;
                            /** @description What to do about it. */
                            hint?: string;
                            /** @description Whether the same request may succeed later. */
                            retryable: boolean;
                            request_id?: string;
                            errors?: {
                                path: string;
                                message: string;
                            }[];
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/problems/{id}/difficulty": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How hard its tests are, by the samples that were observed
         * @description Counts of `POST /v1/rewards` with `observe`; the shape is that of a line of `assay label`.
         */
        get: {
            parameters: {
                query?: {
                    grouping?: "thresholds" | "kmeans" | "quantiles";
                    weights?: "equal" | "geometric" | "inverse_pass_rate";
                    /** @description Samples that every test needs before there are levels. */
                    min_judged?: number;
                };
                header?: never;
                path: {
                    /** @description Percent-encoded: `HumanEval%2F0`. A digest works too. */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            problem_id: string;
                            samples: number;
                            /** @description Samples that pass every test, of those with a verdict on every test. */
                            pass_rate: number | null;
                            /** @description Unbiased pass@k for each k that there are enough samples for. */
                            pass_at: {
                                [key: string]: number;
                            };
                            /** @description Too few samples for levels: all tests are one. */
                            cold: boolean;
                            levels: {
                                level: number;
                                weight: number;
                                tests: string[];
                            }[];
                            tests: {
                                passed: number;
                                judged: number;
                                pass_rate: number | null;
                                id: string;
                                /** @description Wilson's 95 % interval of the pass rate. */
                                low: number;
                                high: number;
                                /** @description 1 is the easiest. */
                                level: number;
                                flags: ("unsolved" | "trivial" | "golden_fails" | "redundant" | "flaky")[];
                                by_policy: {
                                    [key: string]: {
                                        passed: number;
                                        judged: number;
                                        pass_rate: number | null;
                                    };
                                };
                            }[];
                            by_policy: {
                                [key: string]: {
                                    passed: number;
                                    judged: number;
                                    pass_rate: number | null;
                                };
                            };
                            flags: ("easy" | "unsolved")[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/problems/{id}/samples": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The newest programs that were judged on it
         * @description With their outcomes, and what each reward scheme would pay for them.
         */
        get: {
            parameters: {
                query?: {
                    limit?: number;
                };
                header?: never;
                path: {
                    /** @description Percent-encoded: `HumanEval%2F0`. A digest works too. */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            samples: {
                                id: string;
                                problem_id: string;
                                /** @description RFC 3339. */
                                created_at: string;
                                language: string;
                                /** @enum {string} */
                                verdict: "accepted" | "wrong_answer" | "time_limit" | "memory_limit" | "output_limit" | "runtime_error" | "compile_error" | "skipped" | "no_verdict";
                                passed: number;
                                total: number;
                                /** @description By test. */
                                outcomes: {
                                    [key: string]: "accepted" | "wrong_answer" | "time_limit" | "memory_limit" | "output_limit" | "runtime_error" | "compile_error" | "skipped" | "no_verdict";
                                };
                                /** @description By the levels of the pass rates as they are now. */
                                rewards: {
                                    [key: string]: number | null;
                                };
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/problems/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One problem, by id or digest */
        get: {
            parameters: {
                query?: {
                    /** @description full: with inputs and expected outputs. */
                    tests?: "none" | "full";
                };
                header?: never;
                path: {
                    /** @description Percent-encoded: `HumanEval%2F0`. A digest works too. */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            digest: string;
                            title?: string | null;
                            tests: number;
                            /** @description RFC 3339. */
                            created_at: string;
                            limits?: {
                                /** @description CPU time of the whole process tree; this judges a program. */
                                cpu_ms?: number;
                                /** @description Elapsed time less time spent waiting for a processor; catches sleepers. Default: a generous multiple of cpu_ms. */
                                wall_ms?: number;
                                memory_mb?: number;
                                /** @description Bytes of standard output, in KiB. */
                                output_kb?: number;
                            };
                            compare?: {
                                /** @enum {string} */
                                method: "exact" | "lines" | "tokens" | "float" | "livecodebench" | "apps" | "codeforces" | "icpc" | "sandboxfusion";
                                /** @description float: relative tolerance, default 1e-6. */
                                rel_tol?: number;
                                /** @description float: absolute tolerance, default 1e-6. */
                                abs_tol?: number;
                                /** @description icpc: the default validator's flags, e.g. "case_sensitive float_tolerance 1e-6". */
                                flags?: string;
                            };
                            checker?: {
                                /** @enum {string} */
                                protocol: "testlib" | "icpc" | "codeforces" | "cms" | "scalebox";
                                language: string;
                            };
                            /** @description Only with `?tests=full`. */
                            problem?: {
                                /** @description Any text without control characters; never used as a file name. */
                                id: string;
                                title?: string | null;
                                tests: ({
                                    /** @description Any text without control characters; never used as a file name. */
                                    id?: string;
                                    /** @description It is shown in the statement, so that a program may know what is expected. */
                                    sample?: boolean;
                                    /** @enum {string} */
                                    kind: "stdio";
                                    input: string;
                                    output: string;
                                } | {
                                    /** @description Any text without control characters; never used as a file name. */
                                    id?: string;
                                    /** @description It is shown in the statement, so that a program may know what is expected. */
                                    sample?: boolean;
                                    /** @enum {string} */
                                    kind: "call";
                                    /** @description A function, `Class().method`, or a method of the class `Solution`. */
                                    entry_point: string;
                                    /** @description Whole numbers of any size are carried exactly. */
                                    args: components["schemas"]["JsonValue"][];
                                    expected: components["schemas"]["JsonValue"];
                                } | {
                                    /** @description Any text without control characters; never used as a file name. */
                                    id?: string;
                                    /** @description It is shown in the statement, so that a program may know what is expected. */
                                    sample?: boolean;
                                    /** @enum {string} */
                                    kind: "code";
                                    /** @description Test code with asserts; `check(candidate)` is called when it is defined, and else what pytest, unittest or Jest would run. The program is the module `solution`, or one of the same folder. */
                                    code: string;
                                    /** @description The function under test. Without it every name that the test code does not define is of the program; for one that is called like a builtin (`sum`) it is needed. */
                                    entry_point?: string;
                                } | {
                                    /** @description Any text without control characters; never used as a file name. */
                                    id?: string;
                                    /** @description It is shown in the statement, so that a program may know what is expected. */
                                    sample?: boolean;
                                    /** @enum {string} */
                                    kind: "interactive";
                                    /** @description What the interactor reads; the candidate never sees it. */
                                    input: string;
                                    /**
                                     * @description The interactor's answer file.
                                     * @default
                                     */
                                    output: string;
                                } | {
                                    /** @description Any text without control characters; never used as a file name. */
                                    id?: string;
                                    /** @description It is shown in the statement, so that a program may know what is expected. */
                                    sample?: boolean;
                                    /** @enum {string} */
                                    kind: "math";
                                    /** @description The reference in LaTeX, without its \boxed{}; the final answer is to be equal to it. */
                                    answer: string;
                                })[];
                                limits?: {
                                    /** @description CPU time of the whole process tree; this judges a program. */
                                    cpu_ms?: number;
                                    /** @description Elapsed time less time spent waiting for a processor; catches sleepers. Default: a generous multiple of cpu_ms. */
                                    wall_ms?: number;
                                    memory_mb?: number;
                                    /** @description Bytes of standard output, in KiB. */
                                    output_kb?: number;
                                };
                                compare?: {
                                    /** @enum {string} */
                                    method: "exact" | "lines" | "tokens" | "float" | "livecodebench" | "apps" | "codeforces" | "icpc" | "sandboxfusion";
                                    /** @description float: relative tolerance, default 1e-6. */
                                    rel_tol?: number;
                                    /** @description float: absolute tolerance, default 1e-6. */
                                    abs_tol?: number;
                                    /** @description icpc: the default validator's flags, e.g. "case_sensitive float_tolerance 1e-6". */
                                    flags?: string;
                                };
                                checker?: {
                                    /** @enum {string} */
                                    protocol: "testlib" | "icpc" | "codeforces" | "cms" | "scalebox";
                                    /** @description icpc: arguments after the feedback directory. */
                                    flags?: string;
                                    language: string;
                                    code?: string;
                                    files?: {
                                        [key: string]: string;
                                    };
                                };
                                /** @description The program that `interactive` tests talk to (protocol testlib or icpc). */
                                interactor?: {
                                    /** @enum {string} */
                                    protocol: "testlib" | "icpc" | "codeforces" | "cms" | "scalebox";
                                    /** @description icpc: arguments after the feedback directory. */
                                    flags?: string;
                                    language: string;
                                    code?: string;
                                    files?: {
                                        [key: string]: string;
                                    };
                                };
                                /** @description Source put before a candidate's `completion`, e.g. HumanEval's prompt. */
                                prefix?: string;
                                /** @description Sources that every program of this language is compiled with, e.g. the grader of an IOI task. */
                                together?: {
                                    language: string;
                                    files: {
                                        [key: string]: string;
                                    };
                                };
                                /** @description Source put before every program of that language, e.g. the imports that a data set's own grader gives. */
                                preamble?: {
                                    language: string;
                                    code: string;
                                };
                                golden?: {
                                    language: string;
                                    code?: string;
                                    files?: {
                                        [key: string]: string;
                                    };
                                };
                                groups?: {
                                    tests: string[];
                                    points: number;
                                }[];
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How the server stands now */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description RFC 3339. */
                            at: string;
                            /** @description Another one than before: the server was started anew, and its counts with it. */
                            started_at: string;
                            queue: {
                                waiting: number;
                                running: number;
                                limit: number;
                            };
                            slots: {
                                total: number;
                                busy: number;
                            };
                            /** @description Processes that judge. */
                            workers: number;
                            /** @description Programs judged in each of the last seconds that are over, the oldest first. */
                            per_second: number[];
                            /** @description Programs judged since the start. */
                            programs: number;
                            /** @description Of these, those that this server has kept to be looked at. */
                            kept: number;
                            /** @description Their verdicts. */
                            verdicts: {
                                [key: string]: number;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/live/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How the server stands, every second, as server-sent events */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/event-stream": unknown;
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/submissions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The newest programs that were judged
         * @description So many of them are kept as ASSAY_KEPT_SUBMISSIONS says. Where more come than can be written beside the work, not all are.
         */
        get: {
            parameters: {
                query?: {
                    /** @description Only those of this problem. */
                    problem_id?: string;
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            submissions: {
                                id: string;
                                problem_id: string;
                                /** @description RFC 3339. */
                                created_at: string;
                                language: string;
                                /** @enum {string} */
                                verdict: "accepted" | "wrong_answer" | "time_limit" | "memory_limit" | "output_limit" | "runtime_error" | "compile_error" | "skipped" | "no_verdict";
                                passed: number;
                                total: number;
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/submissions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One of them, with its program and its tests
         * @description Without reasons, which quote expected outputs, for keys that may not see these.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            problem_id: string;
                            /** @description RFC 3339. */
                            created_at: string;
                            code: string;
                            result: {
                                id?: string;
                                problem_id?: string;
                                language: string;
                                /** @enum {string} */
                                verdict: "accepted" | "wrong_answer" | "time_limit" | "memory_limit" | "output_limit" | "runtime_error" | "compile_error" | "skipped" | "no_verdict";
                                passed: number;
                                total: number;
                                /** @description The compiler's messages, when there are any. */
                                compile_output?: string;
                                reason?: string;
                                /** @description Signs of cheating; not a part of the verdict or of a reward. */
                                suspicion?: ("early_exit" | "forged_answer" | "refused_call" | "sample_output" | "stray_write")[];
                                tests: {
                                    id: string;
                                    /** @enum {string} */
                                    verdict: "accepted" | "wrong_answer" | "time_limit" | "memory_limit" | "output_limit" | "runtime_error" | "compile_error" | "skipped" | "no_verdict";
                                    /** @description CPU time of the process tree. */
                                    cpu_ms: number;
                                    wall_ms: number;
                                    /** @description Peak memory. */
                                    memory_kb: number;
                                    exit_code?: number;
                                    signal?: number;
                                    /** @description A checker's partial score, 0 to 1. */
                                    score?: number;
                                    /** @description The comparator or checker protocol that judged the output. */
                                    compare?: string;
                                    /** @description Why: a stable code, a colon, and words. For no_verdict, the cause. */
                                    reason?: string;
                                    /** @description The head of what the program wrote to standard error. */
                                    stderr?: string;
                                    /**
                                     * @description in_process: the test code had to run in the process of the candidate. own_objects: it asked objects of the program, which say what the program wants.
                                     * @enum {string}
                                     */
                                    assurance?: "in_process" | "own_objects";
                                    /** @description Signs of cheating; not a part of the verdict or of a reward. */
                                    suspicion?: ("early_exit" | "forged_answer" | "refused_call" | "sample_output" | "stray_write")[];
                                    /** @description With the sign refused_call: the name of the first one. */
                                    refused_call?: string;
                                }[];
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/submissions/{id}/outputs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Run it on one of its tests again, and show what is expected and what comes
         * @description Outputs are not kept, so the program is run once more; it counts as one program.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description The id of a test of kind stdio. */
                        test: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            input: string;
                            expected: string;
                            /** @description What the program writes when it is run on the input once more. */
                            got: string;
                            stderr: string;
                            /** @description How it ended this time. */
                            status: string;
                            /** @description Whether a text is longer than what is shown of it. */
                            cut: boolean;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/grade": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Judge a program
         * @description With `Accept: application/x-ndjson`, one line for each test as it settles, then the result.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description `wait=N`: seconds after which the answer is of no use. What is not judged by then is dropped, and the answer is 504. */
                    prefer?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        problem?: {
                            /** @description Any text without control characters; never used as a file name. */
                            id: string;
                            title?: string | null;
                            tests: ({
                                /** @description Any text without control characters; never used as a file name. */
                                id?: string;
                                /** @description It is shown in the statement, so that a program may know what is expected. */
                                sample?: boolean;
                                /** @enum {string} */
                                kind: "stdio";
                                input: string;
                                output: string;
                            } | {
                                /** @description Any text without control characters; never used as a file name. */
                                id?: string;
                                /** @description It is shown in the statement, so that a program may know what is expected. */
                                sample?: boolean;
                                /** @enum {string} */
                                kind: "call";
                                /** @description A function, `Class().method`, or a method of the class `Solution`. */
                                entry_point: string;
                                /** @description Whole numbers of any size are carried exactly. */
                                args: components["schemas"]["JsonValueInput"][];
                                expected: components["schemas"]["JsonValueInput"];
                            } | {
                                /** @description Any text without control characters; never used as a file name. */
                                id?: string;
                                /** @description It is shown in the statement, so that a program may know what is expected. */
                                sample?: boolean;
                                /** @enum {string} */
                                kind: "code";
                                /** @description Test code with asserts; `check(candidate)` is called when it is defined, and else what pytest, unittest or Jest would run. The program is the module `solution`, or one of the same folder. */
                                code: string;
                                /** @description The function under test. Without it every name that the test code does not define is of the program; for one that is called like a builtin (`sum`) it is needed. */
                                entry_point?: string;
                            } | {
                                /** @description Any text without control characters; never used as a file name. */
                                id?: string;
                                /** @description It is shown in the statement, so that a program may know what is expected. */
                                sample?: boolean;
                                /** @enum {string} */
                                kind: "interactive";
                                /** @description What the interactor reads; the candidate never sees it. */
                                input: string;
                                /**
                                 * @description The interactor's answer file.
                                 * @default
                                 */
                                output?: string;
                            } | {
                                /** @description Any text without control characters; never used as a file name. */
                                id?: string;
                                /** @description It is shown in the statement, so that a program may know what is expected. */
                                sample?: boolean;
                                /** @enum {string} */
                                kind: "math";
                                /** @description The reference in LaTeX, without its \boxed{}; the final answer is to be equal to it. */
                                answer: string;
                            })[];
                            limits?: {
                                /** @description CPU time of the whole process tree; this judges a program. */
                                cpu_ms?: number;
                                /** @description Elapsed time less time spent waiting for a processor; catches sleepers. Default: a generous multiple of cpu_ms. */
                                wall_ms?: number;
                                memory_mb?: number;
                                /** @description Bytes of standard output, in KiB. */
                                output_kb?: number;
                            };
                            compare?: {
                                /** @enum {string} */
                                method: "exact" | "lines" | "tokens" | "float" | "livecodebench" | "apps" | "codeforces" | "icpc" | "sandboxfusion";
                                /** @description float: relative tolerance, default 1e-6. */
                                rel_tol?: number;
                                /** @description float: absolute tolerance, default 1e-6. */
                                abs_tol?: number;
                                /** @description icpc: the default validator's flags, e.g. "case_sensitive float_tolerance 1e-6". */
                                flags?: string;
                            };
                            checker?: {
                                /** @enum {string} */
                                protocol: "testlib" | "icpc" | "codeforces" | "cms" | "scalebox";
                                /** @description icpc: arguments after the feedback directory. */
                                flags?: string;
                                language: string;
                                code?: string;
                                files?: {
                                    [key: string]: string;
                                };
                            };
                            /** @description The program that `interactive` tests talk to (protocol testlib or icpc). */
                            interactor?: {
                                /** @enum {string} */
                                protocol: "testlib" | "icpc" | "codeforces" | "cms" | "scalebox";
                                /** @description icpc: arguments after the feedback directory. */
                                flags?: string;
                                language: string;
                                code?: string;
                                files?: {
                                    [key: string]: string;
                                };
                            };
                            /** @description Source put before a candidate's `completion`, e.g. HumanEval's prompt. */
                            prefix?: string;
                            /** @description Sources that every program of this language is compiled with, e.g. the grader of an IOI task. */
                            together?: {
                                language: string;
                                files: {
                                    [key: string]: string;
                                };
                            };
                            /** @description Source put before every program of that language, e.g. the imports that a data set's own grader gives. */
                            preamble?: {
                                language: string;
                                code: string;
                            };
                            golden?: {
                                language: string;
                                code?: string;
                                files?: {
                                    [key: string]: string;
                                };
                            };
                            groups?: {
                                tests: string[];
                                points: number;
                            }[];
                        };
                        problem_id?: string;
                        language: string;
                        code?: string;
                        /** @description Raw model text; the last fenced block of the language is taken. */
                        completion?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id?: string;
                            problem_id?: string;
                            language: string;
                            /** @enum {string} */
                            verdict: "accepted" | "wrong_answer" | "time_limit" | "memory_limit" | "output_limit" | "runtime_error" | "compile_error" | "skipped" | "no_verdict";
                            passed: number;
                            total: number;
                            /** @description The compiler's messages, when there are any. */
                            compile_output?: string;
                            reason?: string;
                            /** @description Signs of cheating; not a part of the verdict or of a reward. */
                            suspicion?: ("early_exit" | "forged_answer" | "refused_call" | "sample_output" | "stray_write")[];
                            tests: {
                                id: string;
                                /** @enum {string} */
                                verdict: "accepted" | "wrong_answer" | "time_limit" | "memory_limit" | "output_limit" | "runtime_error" | "compile_error" | "skipped" | "no_verdict";
                                /** @description CPU time of the process tree. */
                                cpu_ms: number;
                                wall_ms: number;
                                /** @description Peak memory. */
                                memory_kb: number;
                                exit_code?: number;
                                signal?: number;
                                /** @description A checker's partial score, 0 to 1. */
                                score?: number;
                                /** @description The comparator or checker protocol that judged the output. */
                                compare?: string;
                                /** @description Why: a stable code, a colon, and words. For no_verdict, the cause. */
                                reason?: string;
                                /** @description The head of what the program wrote to standard error. */
                                stderr?: string;
                                /**
                                 * @description in_process: the test code had to run in the process of the candidate. own_objects: it asked objects of the program, which say what the program wants.
                                 * @enum {string}
                                 */
                                assurance?: "in_process" | "own_objects";
                                /** @description Signs of cheating; not a part of the verdict or of a reward. */
                                suspicion?: ("early_exit" | "forged_answer" | "refused_call" | "sample_output" | "stray_write")[];
                                /** @description With the sign refused_call: the name of the first one. */
                                refused_call?: string;
                            }[];
                        };
                        "application/x-ndjson": {
                            /** @enum {string} */
                            type: "test";
                            test: {
                                id: string;
                                /** @enum {string} */
                                verdict: "accepted" | "wrong_answer" | "time_limit" | "memory_limit" | "output_limit" | "runtime_error" | "compile_error" | "skipped" | "no_verdict";
                                /** @description CPU time of the process tree. */
                                cpu_ms: number;
                                wall_ms: number;
                                /** @description Peak memory. */
                                memory_kb: number;
                                exit_code?: number;
                                signal?: number;
                                /** @description A checker's partial score, 0 to 1. */
                                score?: number;
                                /** @description The comparator or checker protocol that judged the output. */
                                compare?: string;
                                /** @description Why: a stable code, a colon, and words. For no_verdict, the cause. */
                                reason?: string;
                                /** @description The head of what the program wrote to standard error. */
                                stderr?: string;
                                /**
                                 * @description in_process: the test code had to run in the process of the candidate. own_objects: it asked objects of the program, which say what the program wants.
                                 * @enum {string}
                                 */
                                assurance?: "in_process" | "own_objects";
                                /** @description Signs of cheating; not a part of the verdict or of a reward. */
                                suspicion?: ("early_exit" | "forged_answer" | "refused_call" | "sample_output" | "stray_write")[];
                                /** @description With the sign refused_call: the name of the first one. */
                                refused_call?: string;
                            };
                        } | {
                            /** @enum {string} */
                            type: "result";
                            result: {
                                id?: string;
                                problem_id?: string;
                                language: string;
                                /** @enum {string} */
                                verdict: "accepted" | "wrong_answer" | "time_limit" | "memory_limit" | "output_limit" | "runtime_error" | "compile_error" | "skipped" | "no_verdict";
                                passed: number;
                                total: number;
                                /** @description The compiler's messages, when there are any. */
                                compile_output?: string;
                                reason?: string;
                                /** @description Signs of cheating; not a part of the verdict or of a reward. */
                                suspicion?: ("early_exit" | "forged_answer" | "refused_call" | "sample_output" | "stray_write")[];
                                tests: {
                                    id: string;
                                    /** @enum {string} */
                                    verdict: "accepted" | "wrong_answer" | "time_limit" | "memory_limit" | "output_limit" | "runtime_error" | "compile_error" | "skipped" | "no_verdict";
                                    /** @description CPU time of the process tree. */
                                    cpu_ms: number;
                                    wall_ms: number;
                                    /** @description Peak memory. */
                                    memory_kb: number;
                                    exit_code?: number;
                                    signal?: number;
                                    /** @description A checker's partial score, 0 to 1. */
                                    score?: number;
                                    /** @description The comparator or checker protocol that judged the output. */
                                    compare?: string;
                                    /** @description Why: a stable code, a colon, and words. For no_verdict, the cause. */
                                    reason?: string;
                                    /** @description The head of what the program wrote to standard error. */
                                    stderr?: string;
                                    /**
                                     * @description in_process: the test code had to run in the process of the candidate. own_objects: it asked objects of the program, which say what the program wants.
                                     * @enum {string}
                                     */
                                    assurance?: "in_process" | "own_objects";
                                    /** @description Signs of cheating; not a part of the verdict or of a reward. */
                                    suspicion?: ("early_exit" | "forged_answer" | "refused_call" | "sample_output" | "stray_write")[];
                                    /** @description With the sign refused_call: the name of the first one. */
                                    refused_call?: string;
                                }[];
                            };
                        } | {
                            /** @enum {string} */
                            type: "error";
                            /** @description RFC 9457 problem details. */
                            error: {
                                /** @description A URI that names the kind of error: `urn:assay:error:` and the code. */
                                type: string;
                                title: string;
                                status: number;
                                /** @description Stable, for programs. */
                                code: string;
                                /** @description What was wrong this time, for people. */
                                detail: string;
                                /** @description What to do about it. */
                                hint?: string;
                                /** @description Whether the same request may succeed later. */
                                retryable: boolean;
                                request_id?: string;
                                errors?: {
                                    path: string;
                                    message: string;
                                }[];
                            };
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/rewards": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Pay rewards for a batch of programs
         * @description In the order of the items; with `Accept: application/x-ndjson`, one line for each as it settles. A fault of ours is `reward: null`.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description `wait=N`: seconds after which the answer is of no use. What is not judged by then is dropped, and the answer is 504. */
                    prefer?: string;
                    /** @description A name of your own for this call. Sent again within a day, it goes on where it stopped, and counts nothing twice. */
                    "idempotency-key"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {string} */
                        scheme: "strict" | "soft" | "all_or_nothing" | "fraction" | "subtasks";
                        /** @default {} */
                        options?: {
                            /** @description fraction: only the first so many tests of a suite count. */
                            first_n?: number;
                            /**
                             * @description The reward of a program that does not compile, as it stands.
                             * @default 0
                             */
                            compile_error?: number;
                            /**
                             * @description The reward of a completion without a program, as it stands.
                             * @default 0
                             */
                            no_code?: number;
                            /**
                             * @description Instead of a reward where a fault of ours left a test unjudged; null: the trainer masks it.
                             * @default null
                             */
                            no_verdict?: number | null;
                            /**
                             * @description Taken from a reward by the scheme, times the share of foreign letters of an item with a `prompt`.
                             * @default 0
                             */
                            foreign_letters?: number;
                            /**
                             * @description The reward is offset + scale x what the scheme pays, which is 0 to 1.
                             * @default 1
                             */
                            scale?: number;
                            /** @default 0 */
                            offset?: number;
                        };
                        /**
                         * @description live: by the pass rates observed so far; snapshot:ID: by those of a snapshot, so that rewards do not drift; one: all tests are one level.
                         * @default live
                         */
                        levels?: ("live" | "one") | string;
                        /**
                         * @description How pass rates become levels and weights.
                         * @default {}
                         */
                        difficulty?: {
                            /**
                             * @default {
                             *       "method": "thresholds"
                             *     }
                             */
                            grouping?: {
                                /** @enum {string} */
                                method: "thresholds";
                                /**
                                 * @description Pass rates, from high to low: level 1 has those from the first one up.
                                 * @default [
                                 *       0.7,
                                 *       0.3
                                 *     ]
                                 */
                                cuts?: number[];
                            } | {
                                /** @enum {string} */
                                method: "kmeans";
                                /**
                                 * @description How many levels at the most.
                                 * @default 3
                                 */
                                k?: number;
                            } | {
                                /** @enum {string} */
                                method: "quantiles";
                                /**
                                 * @description How many levels at the most.
                                 * @default 3
                                 */
                                k?: number;
                            };
                            /**
                             * @default {
                             *       "method": "equal"
                             *     }
                             */
                            weights?: {
                                /** @enum {string} */
                                method: "equal";
                            } | {
                                /** @enum {string} */
                                method: "geometric";
                                /**
                                 * @description Each level is worth so many times the one before it.
                                 * @default 2
                                 */
                                ratio?: number;
                            } | {
                                /**
                                 * @description One over the smoothed pass rate of all tests of the level together.
                                 * @enum {string}
                                 */
                                method: "inverse_pass_rate";
                            } | {
                                /** @enum {string} */
                                method: "explicit";
                                weights: number[];
                            };
                            /**
                             * @description Samples that every test needs before there are levels.
                             * @default 16
                             */
                            min_judged?: number;
                        };
                        /**
                         * @description lazy: only tests that the reward depends on are run; the reward is the same. Default: all when `observe` is set, else lazy.
                         * @enum {string}
                         */
                        evaluate?: "lazy" | "all";
                        /**
                         * @description Count what becomes of the items in the pass rates of their tests.
                         * @default false
                         */
                        observe?: boolean;
                        /**
                         * @description Under whose name they are counted.
                         * @default default
                         */
                        policy?: string;
                        items: unknown[];
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            rewards: {
                                id: string;
                                reward: number | null;
                                /**
                                 * @description no_verdict: a fault of ours, to be masked and not scored as 0. invalid: the item could not be used; `error` says why.
                                 * @enum {string}
                                 */
                                status: "ok" | "compile_error" | "no_code" | "no_verdict" | "invalid";
                                /** @enum {string} */
                                verdict?: "accepted" | "wrong_answer" | "time_limit" | "memory_limit" | "output_limit" | "runtime_error" | "compile_error" | "skipped" | "no_verdict";
                                passed: number;
                                /** @description Tests with a verdict that is the doing of the program. */
                                judged: number;
                                total: number;
                                /** @description Tests that were not run, since the reward did not depend on them any more. */
                                skipped: string[];
                                /** @description Difficulty levels that the reward was computed with. */
                                levels: number;
                                /** @description Too few samples were observed for levels: all tests are one. */
                                cold: boolean;
                                reason?: string;
                                /** @description Signs of cheating; not a part of the verdict or of a reward. */
                                suspicion?: ("early_exit" | "forged_answer" | "refused_call" | "sample_output" | "stray_write")[];
                                /**
                                 * @description What the item is: a program, or a final answer.
                                 * @default code
                                 * @enum {string}
                                 */
                                domain: "code" | "math";
                                /** @description The share of the completion's letters that are of no script of the prompt. Only a reward whose options ask for it depends on it. */
                                foreign_letters?: number;
                                error?: {
                                    code: string;
                                    detail: string;
                                };
                            }[];
                            /** @description Of those that the batch has items of. */
                            domains: {
                                [key: string]: {
                                    items: number;
                                    /** @description Items with a reward. */
                                    paid: number;
                                    /** @description Of those that are paid. */
                                    mean_reward: number | null;
                                    /** @description Items that are accepted on all tests. */
                                    solved: number;
                                    no_verdict: number;
                                    invalid: number;
                                };
                            };
                        };
                        "application/x-ndjson": {
                            id: string;
                            reward: number | null;
                            /**
                             * @description no_verdict: a fault of ours, to be masked and not scored as 0. invalid: the item could not be used; `error` says why.
                             * @enum {string}
                             */
                            status: "ok" | "compile_error" | "no_code" | "no_verdict" | "invalid";
                            /** @enum {string} */
                            verdict?: "accepted" | "wrong_answer" | "time_limit" | "memory_limit" | "output_limit" | "runtime_error" | "compile_error" | "skipped" | "no_verdict";
                            passed: number;
                            /** @description Tests with a verdict that is the doing of the program. */
                            judged: number;
                            total: number;
                            /** @description Tests that were not run, since the reward did not depend on them any more. */
                            skipped: string[];
                            /** @description Difficulty levels that the reward was computed with. */
                            levels: number;
                            /** @description Too few samples were observed for levels: all tests are one. */
                            cold: boolean;
                            reason?: string;
                            /** @description Signs of cheating; not a part of the verdict or of a reward. */
                            suspicion?: ("early_exit" | "forged_answer" | "refused_call" | "sample_output" | "stray_write")[];
                            /**
                             * @description What the item is: a program, or a final answer.
                             * @default code
                             * @enum {string}
                             */
                            domain: "code" | "math";
                            /** @description The share of the completion's letters that are of no script of the prompt. Only a reward whose options ask for it depends on it. */
                            foreign_letters?: number;
                            error?: {
                                code: string;
                                detail: string;
                            };
                        } | {
                            /** @description RFC 9457 problem details. */
                            error: {
                                /** @description A URI that names the kind of error: `urn:assay:error:` and the code. */
                                type: string;
                                title: string;
                                status: number;
                                /** @description Stable, for programs. */
                                code: string;
                                /** @description What was wrong this time, for people. */
                                detail: string;
                                /** @description What to do about it. */
                                hint?: string;
                                /** @description Whether the same request may succeed later. */
                                retryable: boolean;
                                request_id?: string;
                                errors?: {
                                    path: string;
                                    message: string;
                                }[];
                            };
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/snapshots": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Keep the pass rates as they are now
         * @description Rewards with these `levels` do not drift while more samples are observed.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description A name of your own, e.g. of a training run. */
                        id: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            /** @description What to send as `levels`. */
                            levels: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/curriculum": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How a curriculum stands */
        get: {
            parameters: {
                query?: {
                    /** @description Which curriculum; a training run has one. */
                    name?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            name: string;
                            /** @description Counts its changes. */
                            version: number;
                            options: {
                                /**
                                 * @description How likely each place of a batch is filled from the easy pool.
                                 * @default 0.1
                                 */
                                alpha: number;
                                /**
                                 * @description Judged samples that a problem is known by: its last ones.
                                 * @default 16
                                 */
                                window: number;
                                /**
                                 * @description A problem that no sample has solved in so many is drawn no more; null: it stays.
                                 * @default null
                                 */
                                retire_unsolved_after: number | null;
                                /** @default 0 */
                                seed: number;
                            };
                            problems: number;
                            pools: {
                                active: number;
                                easy: number;
                                retired: number;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        /** Begin a curriculum */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /**
                         * @description Which curriculum; a training run has one.
                         * @default default
                         */
                        name?: string;
                        problem_ids: string[];
                        /** @default {} */
                        options?: {
                            /**
                             * @description How likely each place of a batch is filled from the easy pool.
                             * @default 0.1
                             */
                            alpha?: number;
                            /**
                             * @description Judged samples that a problem is known by: its last ones.
                             * @default 16
                             */
                            window?: number;
                            /**
                             * @description A problem that no sample has solved in so many is drawn no more; null: it stays.
                             * @default null
                             */
                            retire_unsolved_after?: number | null;
                            /** @default 0 */
                            seed?: number;
                        };
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            name: string;
                            /** @description Counts its changes. */
                            version: number;
                            options: {
                                /**
                                 * @description How likely each place of a batch is filled from the easy pool.
                                 * @default 0.1
                                 */
                                alpha: number;
                                /**
                                 * @description Judged samples that a problem is known by: its last ones.
                                 * @default 16
                                 */
                                window: number;
                                /**
                                 * @description A problem that no sample has solved in so many is drawn no more; null: it stays.
                                 * @default null
                                 */
                                retire_unsolved_after: number | null;
                                /** @default 0 */
                                seed: number;
                            };
                            problems: number;
                            pools: {
                                active: number;
                                easy: number;
                                retired: number;
                            };
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/curriculum/draw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Draw the problems of a rollout batch */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /**
                         * @description Which curriculum; a training run has one.
                         * @default default
                         */
                        name?: string;
                        /** @description Problems of the next rollout batch. */
                        size: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            problem_ids: string[];
                            version: number;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/curriculum/observe": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Tell what became of samples */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /**
                         * @description Which curriculum; a training run has one.
                         * @default default
                         */
                        name?: string;
                        /** @description For each problem whether each of its samples solved it; leave out samples without a verdict. */
                        results: {
                            problem_id: string;
                            solved: boolean[];
                        }[];
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            name: string;
                            /** @description Counts its changes. */
                            version: number;
                            options: {
                                /**
                                 * @description How likely each place of a batch is filled from the easy pool.
                                 * @default 0.1
                                 */
                                alpha: number;
                                /**
                                 * @description Judged samples that a problem is known by: its last ones.
                                 * @default 16
                                 */
                                window: number;
                                /**
                                 * @description A problem that no sample has solved in so many is drawn no more; null: it stays.
                                 * @default null
                                 */
                                retire_unsolved_after: number | null;
                                /** @default 0 */
                                seed: number;
                            };
                            problems: number;
                            pools: {
                                active: number;
                                easy: number;
                                retired: number;
                            };
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/difficulty": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Label uploaded problems from samples
         * @description Answers with a job. Its samples also count in the pass rates that `POST /v1/rewards` goes by.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description {problem_id, language, code | completion, policy?} each; those that cannot be used are listed under `refused`. */
                        samples: unknown[];
                        /** @default {} */
                        levels?: {
                            /**
                             * @default {
                             *       "method": "thresholds"
                             *     }
                             */
                            grouping?: {
                                /** @enum {string} */
                                method: "thresholds";
                                /**
                                 * @description Pass rates, from high to low: level 1 has those from the first one up.
                                 * @default [
                                 *       0.7,
                                 *       0.3
                                 *     ]
                                 */
                                cuts?: number[];
                            } | {
                                /** @enum {string} */
                                method: "kmeans";
                                /**
                                 * @description How many levels at the most.
                                 * @default 3
                                 */
                                k?: number;
                            } | {
                                /** @enum {string} */
                                method: "quantiles";
                                /**
                                 * @description How many levels at the most.
                                 * @default 3
                                 */
                                k?: number;
                            };
                            /**
                             * @default {
                             *       "method": "equal"
                             *     }
                             */
                            weights?: {
                                /** @enum {string} */
                                method: "equal";
                            } | {
                                /** @enum {string} */
                                method: "geometric";
                                /**
                                 * @description Each level is worth so many times the one before it.
                                 * @default 2
                                 */
                                ratio?: number;
                            } | {
                                /**
                                 * @description One over the smoothed pass rate of all tests of the level together.
                                 * @enum {string}
                                 */
                                method: "inverse_pass_rate";
                            } | {
                                /** @enum {string} */
                                method: "explicit";
                                weights: number[];
                            };
                            /**
                             * @description Samples that every test needs before there are levels.
                             * @default 16
                             */
                            min_judged?: number;
                        };
                    };
                };
            };
            responses: {
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            /** @enum {string} */
                            status: "running" | "done" | "cancelled" | "failed";
                            /** @description Samples that are judged. */
                            done: number;
                            total: number;
                            /** @description RFC 3339. */
                            created_at: string;
                            /** @description Why it failed. */
                            reason?: string;
                            refused: {
                                /** @description From 0. */
                                position: number;
                                code: string;
                                detail: string;
                            }[];
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The newest jobs */
        get: {
            parameters: {
                query?: {
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            jobs: {
                                id: string;
                                /** @enum {string} */
                                status: "running" | "done" | "cancelled" | "failed";
                                /** @description Samples that are judged. */
                                done: number;
                                total: number;
                                /** @description RFC 3339. */
                                created_at: string;
                                /** @description Why it failed. */
                                reason?: string;
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/jobs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How far a job is */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            /** @enum {string} */
                            status: "running" | "done" | "cancelled" | "failed";
                            /** @description Samples that are judged. */
                            done: number;
                            total: number;
                            /** @description RFC 3339. */
                            created_at: string;
                            /** @description Why it failed. */
                            reason?: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        /**
         * Cancel a job
         * @description What was judged stays, and can be read.
         */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            /** @enum {string} */
                            status: "running" | "done" | "cancelled" | "failed";
                            /** @description Samples that are judged. */
                            done: number;
                            total: number;
                            /** @description RFC 3339. */
                            created_at: string;
                            /** @description Why it failed. */
                            reason?: string;
                        };
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/jobs/{id}/results": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Labels, one line per problem
         * @description Of what is judged so far; the shape is that of `assay label`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/x-ndjson": {
                            problem_id: string;
                            samples: number;
                            /** @description Samples that pass every test, of those with a verdict on every test. */
                            pass_rate: number | null;
                            /** @description Unbiased pass@k for each k that there are enough samples for. */
                            pass_at: {
                                [key: string]: number;
                            };
                            /** @description Too few samples for levels: all tests are one. */
                            cold: boolean;
                            levels: {
                                level: number;
                                weight: number;
                                tests: string[];
                            }[];
                            tests: {
                                passed: number;
                                judged: number;
                                pass_rate: number | null;
                                id: string;
                                /** @description Wilson's 95 % interval of the pass rate. */
                                low: number;
                                high: number;
                                /** @description 1 is the easiest. */
                                level: number;
                                flags: ("unsolved" | "trivial" | "golden_fails" | "redundant" | "flaky")[];
                                by_policy: {
                                    [key: string]: {
                                        passed: number;
                                        judged: number;
                                        pass_rate: number | null;
                                    };
                                };
                            }[];
                            by_policy: {
                                [key: string]: {
                                    passed: number;
                                    judged: number;
                                    pass_rate: number | null;
                                };
                            };
                            flags: ("easy" | "unsolved")[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/jobs/{id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Progress as server-sent events */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/event-stream": unknown;
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        JsonValueInput: unknown;
        JsonValue: unknown;
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
