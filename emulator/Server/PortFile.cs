using System.Globalization;

namespace PrivateNumber.Emulator.Server;

/// <summary>Tells the ports, one a line, to whoever waits for the file: it is there with all of them or not at all.</summary>
internal static class PortFile
{
    public static async Task WriteAsync(string path, IEnumerable<int> ports)
    {
        // Beside it, since a file moves at once only within a file system.
        var unfinished = $"{path}.{Environment.ProcessId.ToString(CultureInfo.InvariantCulture)}";
        try
        {
            await File.WriteAllLinesAsync(unfinished, ports.Select(port => port.ToString(CultureInfo.InvariantCulture)));
            File.Move(unfinished, path, overwrite: true);
        }
        catch
        {
            if (File.Exists(unfinished))
            {
                File.Delete(unfinished);
            }

            throw;
        }
    }
}
