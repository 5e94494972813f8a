using Microsoft.AspNetCore.Builder;

namespace PrivateNumber.Emulator;

/// <summary>How an application that is nothing but the emulator starts.</summary>
internal static class EmulatorStart
{
    /// <summary>Builds and starts it. One that cannot start leaves nothing behind: no lock of a data directory, no timer, no socket.</summary>
    public static async Task<WebApplication> StartEmulatorAsync(this WebApplicationBuilder builder)
    {
        var application = builder.Build();
        try
        {
            application.UseRouting();
            application.MapPrivateNumberEmulator();
            await application.StartAsync();
            return application;
        }
        catch
        {
            await application.DisposeAsync();
            throw;
        }
    }
}
