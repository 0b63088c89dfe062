       IDENTIFICATION DIVISION.
       PROGRAM-ID. TOTAL-OF-LINES.
      * In fixed format, a star in column 7 makes a comment.
       DATA DIVISION.
       WORKING-STORAGE SECTION.
       01 INPUT-LINE PIC X(80).
       01 LEFT-WORD    PIC X(20).
       01 RIGHT-WORD   PIC X(20).
       01 TOTAL        PIC S9(18) COMP VALUE 0.
       01 SHOWN        PIC Z(17)9.
       PROCEDURE DIVISION.
       MAIN-PARAGRAPH.
           PERFORM 2 TIMES
               ACCEPT INPUT-LINE
               MOVE SPACES TO LEFT-WORD RIGHT-WORD
               UNSTRING INPUT-LINE DELIMITED BY ALL SPACES
                   INTO LEFT-WORD RIGHT-WORD
               END-UNSTRING
               COMPUTE TOTAL = TOTAL + FUNCTION NUMVAL(LEFT-WORD)
                   + FUNCTION NUMVAL(RIGHT-WORD)
           END-PERFORM.
           MOVE TOTAL TO SHOWN.
           DISPLAY FUNCTION TRIM(SHOWN).
           STOP RUN.
