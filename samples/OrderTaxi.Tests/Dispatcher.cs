using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace OrderTaxi.Tests;

/// <summary>Whoever uses the application under test: speaks its HTTP.</summary>
internal sealed class Dispatcher(HttpClient http)
{
    public const string Passenger = "+8613800000021";
    public const string Driver = "+8613800000022";

    public async Task<JsonNode> OpenAsync(string passenger = Passenger, string driver = Driver)
    {
        using var response = await TryOpenAsync(passenger, driver);
        return (await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonNode>())!;
    }

    public Task<HttpResponseMessage> TryOpenAsync(string passenger, string driver) =>
        http.PostAsJsonAsync("/orders", new { passenger, driver, city = "0755" });

    public Task<HttpResponseMessage> ExtendAsync(JsonNode order, int minutes) => http.PostAsJsonAsync($"/orders/{order["id"]}/extend", new { minutes });

    public Task<HttpResponseMessage> FinishAsync(JsonNode order) => http.PostAsync($"/orders/{order["id"]}/finish", null);

    /// <summary>The only call of an order, as the order shows it.</summary>
    public async Task<JsonNode> CallOfAsync(JsonNode order) => (await CallsOfAsync(order)).Single()!;

    public async Task<JsonArray> CallsOfAsync(JsonNode order) => (await http.GetFromJsonAsync<JsonNode>($"/orders/{order["id"]}"))!["calls"]!.AsArray();
}
