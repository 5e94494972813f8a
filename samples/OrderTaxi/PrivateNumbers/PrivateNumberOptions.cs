using System.ComponentModel.DataAnnotations;

namespace OrderTaxi.PrivateNumbers;

/// <summary>The application as the platform's console shows it.</summary>
internal sealed class PrivateNumberOptions
{
    [Required]
    public Uri? Address { get; set; }

    [Required]
    public string AppKey { get; set; } = "";

    [Required]
    public string AppSecret { get; set; } = "";
}
