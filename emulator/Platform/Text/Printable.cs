namespace PrivateNumber.Emulator.Text;

/// <summary>What files and servers say never steers a terminal.</summary>
internal static class Printable
{
    public static string Of(string text) =>
        text.Any(char.IsControl) ? string.Concat(text.Select(letter => char.IsControl(letter) ? '\uFFFD' : letter)) : text;
}
