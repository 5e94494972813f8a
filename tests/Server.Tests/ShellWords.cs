using System.Text;

namespace PrivateNumber.Emulator.Server.Tests;

/// <summary>Splits a command as a shell does: blanks, both kinds of quotes, <c>$NAME</c>, and a backslash at the end of a line.</summary>
internal static class ShellWords
{
    public static IReadOnlyList<string> Split(string command, Func<string, string> valueOf)
    {
        List<string> words = [];
        StringBuilder? word = null;
        char? quote = null;
        for (var i = 0; i < command.Length; i++)
        {
            var c = command[i];
            if (c == quote)
            {
                quote = null;
            }
            else if (quote is null && c is '\'' or '"')
            {
                quote = c;
                word ??= new StringBuilder();
            }
            else if (c == '$' && quote != '\'')
            {
                var name = new string([.. command.Skip(i + 1).TakeWhile(char.IsAsciiLetterUpper)]);
                (word ??= new StringBuilder()).Append(valueOf(name));
                i += name.Length;
            }
            else if (quote is null && (char.IsWhiteSpace(c) || (c == '\\' && i + 1 < command.Length && command[i + 1] == '\n')))
            {
                if (word is not null)
                {
                    words.Add(word.ToString());
                    word = null;
                }
            }
            else
            {
                (word ??= new StringBuilder()).Append(c);
            }
        }

        return word is null ? words : [.. words, word.ToString()];
    }
}
